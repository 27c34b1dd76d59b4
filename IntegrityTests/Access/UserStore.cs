using IntegrityTests.Deployment.Config;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Rows;
using IntegrityTests.Running;

namespace IntegrityTests.Access;

/// <summary>Where the users and teams of a project are stored.</summary>
/// <param name="Database">The platform's database or the project's own; null when it cannot be reached.</param>
/// <param name="Problem">Why there is no database; null when there is.</param>
/// <param name="Config">The project's config; null where it is not served.</param>
/// <param name="Payments">Its items, products and product lines; null where it is not served.</param>
public sealed record UserStore(ReplicaDatabase? Database, string? Problem, ProjectConfig? Config, PaymentsConfig? Payments)
{
    /// <summary>What keeps the config from being used; null where nothing does.</summary>
    public Gap? ConfigGap { get; init; } =
        Config is null ? new Gap("the project's config is not served (see PRJ004)", IsProven: true) { ReportedBy = "PRJ004" } : null;

    /// <summary>What keeps the rows from being read; null where nothing does. A database that cannot be reached proves nothing.</summary>
    public Gap? RowsGap => Database is null ? Gap.Unknown(Problem ?? "the project's rows cannot be read") : null;

    /// <summary>The users; null without a database.</summary>
    public UserReader? Users { get; } = Database is null ? null : new UserReader(Database);

    /// <summary>The rows of customers, which are where the users are; null without a database.</summary>
    public CustomerReader? Customers { get; } = Database is null ? null : new CustomerReader(Database);

    /// <summary>The rows of the transactions list, which are where the users are; null without a database.</summary>
    public TransactionReader? Transactions { get; } = Database is null ? null : new TransactionReader(Database);

    /// <summary>The teams; null without a database.</summary>
    public TeamReader? Teams { get; } = Database is null ? null : new TeamReader(Database);
}
