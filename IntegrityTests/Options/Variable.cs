using System.Text.Json.Nodes;

namespace IntegrityTests.Options;

/// <summary>One variable of the options surface: all that is known of it.</summary>
/// <param name="Name">Name of the environment variable.</param>
/// <param name="Meaning">What it sets, as the README says it.</param>
/// <param name="Form">The form of its value, with an example.</param>
/// <param name="Default">What applies while it is not set: a value, or a word for what no value says.</param>
/// <param name="Apply">
/// Sets it: the options so far, the value, the folder that relative paths start from. Throws <see cref="FormatException"/>, whose message
/// holds nothing of a secret.
/// </param>
/// <param name="InBanner">How a run's first lines show it.</param>
/// <param name="InRunLine">How the first line of the findings file shows it.</param>
internal sealed record Variable(
    string Name,
    string Meaning,
    string Form,
    string Default,
    Func<IntegrityOptions, string, string, IntegrityOptions> Apply,
    BannerPart InBanner,
    RunLineMember InRunLine)
{
    /// <summary>Stack Auth's own variable that is used while this one is not set, or null.</summary>
    public string? Fallback { get; init; }

    /// <summary>Whether the value must never be shown.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>A part of a line of the banner.</summary>
/// <param name="Line">The line.</param>
/// <param name="Text">The part; null where there is nothing to say.</param>
internal sealed record BannerPart(BannerLine Line, Func<IntegrityOptions, string?> Text);

/// <summary>A member of the settings in the findings file.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Value">Its value; null stands for no limit or nothing set.</param>
internal sealed record RunLineMember(string Name, Func<IntegrityOptions, JsonNode?> Value);
