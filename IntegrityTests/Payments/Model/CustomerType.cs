namespace IntegrityTests.Payments.Model;

/// <summary>What a customer is (source: docs/platform.md, Payments rows).</summary>
public enum CustomerType
{
    /// <summary>A user of the project.</summary>
    User,

    /// <summary>A team of the project.</summary>
    Team,

    /// <summary>Whatever the project calls a customer: any text.</summary>
    Custom,
}

/// <summary>How customer types are written.</summary>
internal static class CustomerTypes
{
    public static readonly CustomerType[] All = Enum.GetValues<CustomerType>();

    /// <summary>As the API and the config write it: <c>user</c>, <c>team</c>, <c>custom</c>.</summary>
    public static string Name(this CustomerType type) => type switch
    {
        CustomerType.User => "user",
        CustomerType.Team => "team",
        _ => "custom",
    };

    /// <summary>As the database writes it: <c>USER</c>, <c>TEAM</c>, <c>CUSTOM</c>.</summary>
    public static string Label(this CustomerType type) => type.Name().ToUpperInvariant();

    /// <summary>The type of that name; null for any other text.</summary>
    public static CustomerType? Named(string? name) => name switch
    {
        "user" => CustomerType.User,
        "team" => CustomerType.Team,
        "custom" => CustomerType.Custom,
        _ => null,
    };

    /// <summary>The type of that database label; null when this version of the suite does not know it.</summary>
    public static CustomerType? Labelled(string? label) => label switch
    {
        "USER" => CustomerType.User,
        "TEAM" => CustomerType.Team,
        "CUSTOM" => CustomerType.Custom,
        _ => null,
    };
}
