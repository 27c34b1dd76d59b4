using Npgsql;
using SampleDeployment.Data;
using SampleDeployment.Data.Engine;

namespace SampleDeployment.Damages;

/// <summary>One thing that can be wrong in a database, planted in exactly one row or one group of rows.</summary>
/// <param name="Number">Its number in docs/platform.md, The damage table.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Sql">Does it, and returns whom it hit. Parameters: $1 the project, $2 another project, $3 the user, $4 the team.</param>
internal sealed record Damage(int Number, string Name, string Sql)
{
    /// <summary>It only looks like damage, and a verifier must find nothing.</summary>
    public bool IsValid { get; init; }

    /// <summary>What the newest version would have written besides. Parameters as above.</summary>
    public string? NewestSql { get; init; }

    /// <summary>In the newest version it is no damage: what it would break is not there any more.</summary>
    public bool OfReferenceOnly { get; init; }

    /// <summary>Plants it in the deployment's database.</summary>
    /// <exception cref="DamageMissedException">Nothing was hit: the database does not have the rows it is meant for.</exception>
    public async Task<PlantedDamage> PlantAsync(
        NpgsqlDataSource database, Platform platform, DamageTarget target, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        // A restored or replicated database can have rows that no foreign key would let in.
        await ExecuteAsync(connection, "SET session_replication_role = replica", cancel);
        var subject = await ExecuteAsync(connection, Sql, cancel, target) as string;
        if (platform.HasEngine && NewestSql is not null)
            await ExecuteAsync(connection, NewestSql, cancel, target);
        await ExecuteAsync(connection, "RESET session_replication_role", cancel);
        // The rows are damaged, and the engine follows them as it does: what is wrong is wrong in both.
        if (platform.HasEngine)
            await EngineRows.FollowAsync(connection, tenancy: null, cancel);
        return new(
            Number,
            Name,
            IsValid || platform.HasEngine && OfReferenceOnly,
            target.ProjectId,
            subject ?? throw new DamageMissedException(Number));
    }

    private static async Task<object?> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancel, DamageTarget? target = null)
    {
#pragma warning disable CA2100 // The catalogue's own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        if (target is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = target.ProjectId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = target.OtherProjectId });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = target.User });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = target.Team });
        }

        return await command.ExecuteScalarAsync(cancel);
    }
}

/// <summary>Where to plant a damage.</summary>
internal sealed record DamageTarget(string ProjectId, string OtherProjectId, Guid User, Guid Team)
{
    /// <summary>Damages need so many users in the project that they are planted in.</summary>
    public const int LeastUsers = 50;

    /// <summary>
    /// In the first project of a data set, each damage with a user and a team of its own, so that several can be planted at once. The user
    /// has a primary e-mail, a selected team or none, as the damage needs.
    /// </summary>
    public static DamageTarget For(Damage damage, IReadOnlyList<ProjectPlan> plans)
    {
        var user = damage.Number switch
        {
            8 => 21,
            // Signs in by password only; who has another way needs no e-mail.
            10 => 28,
            var number => 20 + number,
        };
        return new(plans[0].Id, plans[1].Id, plans[0].UserId(user), Seeded.Id(plans[0].Number, "no team", damage.Number));
    }
}

/// <summary>What was damaged: <c>user:</c>, <c>team:</c>, <c>permission:</c>, <c>config:</c> or <c>project:</c> and the id.</summary>
internal sealed record PlantedDamage(int Damage, string Name, bool IsValid, string Project, string Subject);

/// <summary>A damage cannot be planted, because the data set has no row that it could hit.</summary>
internal sealed class DamageMissedException(int damage) : Exception($"Damage {damage} hits nothing in this data set; choose another size.");
