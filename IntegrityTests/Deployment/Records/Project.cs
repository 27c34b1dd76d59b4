namespace IntegrityTests.Deployment.Records;

/// <summary>A project in scope: its row and the tenancies of its default branch.</summary>
public sealed record Project
{
    /// <summary>The id of the default branch (source: stack-auth/database.md, <c>Tenancy</c>).</summary>
    public const string DefaultBranch = "main";

    /// <summary><c>Project.id</c>: a uuid, or <c>internal</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>Project.displayName</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The other columns of the row.</summary>
    public required ProjectRow Row { get; init; }

    /// <summary>Tenancies of the default branch that have no organization. A healthy project has exactly one.</summary>
    public required IReadOnlyList<Guid> Tenancies { get; init; }

    /// <summary>The project's tenancy, or null when it has none or several.</summary>
    public Guid? TenancyId => Tenancies.Count == 1 ? Tenancies[0] : null;

    /// <inheritdoc/>
    public override string ToString() => $"project:{Id}";
}
