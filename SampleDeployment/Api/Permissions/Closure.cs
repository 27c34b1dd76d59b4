using SampleDeployment.Api.Config;

namespace SampleDeployment.Api.Permissions;

/// <summary>What a grant brings with it: the permissions that the granted one contains, and those that these contain.</summary>
internal static class Closure
{
    /// <summary>The permission itself and all that is contained and defined; definitions that contain each other do no harm.</summary>
    public static IEnumerable<string> Of(string permission, IReadOnlyList<PermissionDefinition> defined)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([permission]);
        while (open.TryPop(out var next))
        {
            if (defined.FirstOrDefault(definition => definition.Id == next) is not { } definition || !found.Add(next))
                continue;
            foreach (var contained in definition.Contained)
                open.Push(contained);
        }
        return found;
    }
}
