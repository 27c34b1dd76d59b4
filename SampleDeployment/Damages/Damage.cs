using Npgsql;

namespace SampleDeployment.Damages;

/// <summary>One thing that can be wrong in a database, planted in exactly one row or one group of rows.</summary>
/// <param name="Number">Its number in the damage table of stack-auth/script.md.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Sql">Does it, and returns whom it hit. Parameters: $1 the project, $2 another project, $3 the user, $4 the team.</param>
internal sealed record Damage(int Number, string Name, string Sql)
{
    /// <summary>It only looks like damage, and a verifier must find nothing.</summary>
    public bool IsValid { get; init; }

    /// <summary>Plants it in the deployment's database.</summary>
    /// <exception cref="DamageMissedException">Nothing was hit: the database does not have the rows it is meant for.</exception>
    public async Task<PlantedDamage> PlantAsync(NpgsqlDataSource database, DamageTarget target, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // A restored or replicated database can have rows that no foreign key would let in.
                new("SET session_replication_role = replica"),
                new(Sql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = target.ProjectId },
                        new NpgsqlParameter<string> { TypedValue = target.OtherProjectId },
                        new NpgsqlParameter<Guid> { TypedValue = target.User },
                        new NpgsqlParameter<Guid> { TypedValue = target.Team },
                    },
                },
                new("RESET session_replication_role"),
            },
        };
        var subject = await batch.ExecuteScalarAsync(cancel) as string;
        return new(Number, Name, IsValid, target.ProjectId, subject ?? throw new DamageMissedException(Number));
    }
}
