using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Options;

namespace IntegrityTests.Snapshots.Files;

/// <summary>What the run that saved a snapshot covered; a later run judges only what both cover.</summary>
internal sealed record SavedScope
{
    /// <summary>Whether projects were chosen, counted, or left out otherwise than by Neon.</summary>
    public bool HasSomeProjects { get; init; }

    public bool SkipsNeon { get; init; }

    public bool SkipsUsers { get; init; }

    public int? MaxUsers { get; init; }

    public static SavedScope Of(IntegrityOptions options) => new()
    {
        HasSomeProjects = options.Projects.Count > 0 || options.StartAt > 1 || options.Count is not null,
        SkipsNeon = options.SkipNeon,
        SkipsUsers = options.SkipUsers,
        MaxUsers = options.MaxUsersPerProject,
    };

    /// <summary>What a header says of it; null when that cannot be understood.</summary>
    public static SavedScope? Read(JsonElement? json)
    {
        var projects = json.Text("projects");
        if (projects is not ("some" or "all")) return null;
        if (json.Flag("skip_neon") is not { } skipsNeon || json.Flag("skip_users") is not { } skipsUsers) return null;
        var maxUsers = json.Member("max_users") is { ValueKind: not JsonValueKind.Null } ? json.Whole("max_users") ?? 0 : (int?)null;
        if (maxUsers < 1) return null;
        return new SavedScope { HasSomeProjects = projects == "some", SkipsNeon = skipsNeon, SkipsUsers = skipsUsers, MaxUsers = maxUsers };
    }

    public JsonObject ToJson() => new()
    {
        ["max_users"] = MaxUsers,
        ["projects"] = HasSomeProjects ? "some" : "all",
        ["skip_neon"] = SkipsNeon,
        ["skip_users"] = SkipsUsers,
    };
}
