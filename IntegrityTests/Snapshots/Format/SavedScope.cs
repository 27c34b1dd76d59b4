using System.Text.Json.Nodes;
using IntegrityTests.Options;

namespace IntegrityTests.Snapshots.Format;

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
        HasSomeProjects = options.Projects.Count > 0 || options.StartAt > 1 || options.Count is not null || options.Shard != Shard.Whole,
        SkipsNeon = options.SkipNeon,
        SkipsUsers = options.SkipUsers,
        MaxUsers = options.MaxUsersPerProject,
    };

    public static SavedScope Of(JsonObject json) => new()
    {
        HasSomeProjects = (string)json["projects"]! == "some",
        SkipsNeon = (bool)json["skip_neon"]!,
        SkipsUsers = (bool)json["skip_users"]!,
        MaxUsers = (int?)json["max_users"],
    };

    public JsonObject ToJson() => new()
    {
        ["max_users"] = MaxUsers,
        ["projects"] = HasSomeProjects ? "some" : "all",
        ["skip_neon"] = SkipsNeon,
        ["skip_users"] = SkipsUsers,
    };
}
