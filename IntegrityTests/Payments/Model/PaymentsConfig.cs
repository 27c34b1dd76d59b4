namespace IntegrityTests.Payments.Model;

/// <summary>The part <c>payments</c> of a project's rendered config (source: docs/platform.md, Payments config).</summary>
/// <param name="Items">Items by id. One whose customer type cannot be read is a problem and not here.</param>
/// <param name="Products">Products by id, also those with a problem, in the order of the config.</param>
/// <param name="ProductLines">Ids of the product lines, with the customer type that each is for, if it says one.</param>
/// <param name="Problems">What could not be read: where, and why.</param>
public sealed record PaymentsConfig(
    IReadOnlyDictionary<string, Item> Items,
    IReadOnlyDictionary<string, Product> Products,
    IReadOnlyDictionary<string, CustomerType?> ProductLines,
    IReadOnlyList<ConfigProblem> Problems)
{
    /// <summary>No payments.</summary>
    public static PaymentsConfig None { get; } = new(
        new Dictionary<string, Item>(), new Dictionary<string, Product>(), new Dictionary<string, CustomerType?>(), []);

    /// <summary>The default products of a customer type, by id.</summary>
    public IEnumerable<KeyValuePair<string, Product>> DefaultsOf(CustomerType type) =>
        Products.Where(product => product.Value.IsDefault && product.Value.CustomerType == type);

    /// <summary>The items of a customer type.</summary>
    public IEnumerable<string> ItemsOf(CustomerType type) => Items.Where(item => item.Value.CustomerType == type).Select(item => item.Key);

    /// <summary>
    /// The product lines in which a customer type has more than one default product: the backend then answers 500 for all of its customers.
    /// </summary>
    public IEnumerable<(string Line, IReadOnlyList<string> Products)> ConflictsOf(CustomerType type) => DefaultsOf(type)
        .Where(product => product.Value.ProductLineId is not null)
        .GroupBy(product => product.Value.ProductLineId!, product => product.Key, StringComparer.Ordinal)
        .Where(line => line.Count() > 1)
        .Select(line => (line.Key, (IReadOnlyList<string>)[.. line.Order(StringComparer.Ordinal)]));
}

/// <summary>An item of the config (source: docs/platform.md, Payments config).</summary>
/// <param name="CustomerType">Whose item it is.</param>
/// <param name="DisplayName">What people call it; null when the config does not say.</param>
public sealed record Item(CustomerType CustomerType, string? DisplayName);

/// <summary>A part of the config that cannot be read.</summary>
/// <param name="Path">Where, such as <c>payments.items.credits</c>.</param>
/// <param name="Message">Why, as the rest of a sentence that begins with the path.</param>
public sealed record ConfigProblem(string Path, string Message);
