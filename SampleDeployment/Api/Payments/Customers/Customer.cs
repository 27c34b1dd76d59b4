namespace SampleDeployment.Api.Payments.Customers;

/// <summary>Who buys: a user, a team, or anything that has an id.</summary>
/// <param name="Type"><c>user</c>, <c>team</c> or <c>custom</c>, as the API and the config name it.</param>
/// <param name="Id">The id; of a custom customer any text.</param>
internal sealed record Customer(string Type, string Id)
{
    public static IReadOnlyList<string> Types { get; } = ["user", "team", "custom"];

    /// <summary>The label of the database's enum.</summary>
    public string StoredType => Type.ToUpperInvariant();
}
