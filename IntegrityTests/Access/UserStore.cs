using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;

namespace IntegrityTests.Access;

/// <summary>Where the users and teams of a project are stored.</summary>
/// <param name="Database">The platform's database or the project's own; null when it cannot be reached.</param>
/// <param name="Problem">Why there is no database; null when there is.</param>
/// <param name="Config">The project's config; null where it is not served.</param>
/// <param name="Payments">Its items, products and product lines; null where it is not served.</param>
public sealed record UserStore(ReplicaDatabase? Database, string? Problem, ProjectConfig? Config, PaymentsConfig? Payments)
{
    /// <summary>The users; null without a database.</summary>
    public UserReader? Users { get; } = Database is null ? null : new UserReader(Database);

    /// <summary>The rows of customers, which are where the users are; null without a database.</summary>
    public CustomerReader? Customers { get; } = Database is null ? null : new CustomerReader(Database);

    /// <summary>The rows of the transactions list, which are where the users are; null without a database.</summary>
    public TransactionReader? Transactions { get; } = Database is null ? null : new TransactionReader(Database);

    /// <summary>The teams; null without a database.</summary>
    public TeamReader? Teams { get; } = Database is null ? null : new TeamReader(Database);
}
