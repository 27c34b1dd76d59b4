using Npgsql;
using SampleDeployment.Api.Http;

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

/// <summary>The customer that a request names.</summary>
internal static class CustomerRequests
{
    private const string UserSql = """SELECT 1 FROM "ProjectUser" WHERE "tenancyId" = $1 AND "projectUserId" = $2""";

    private const string TeamSql = """SELECT 1 FROM "Team" WHERE "tenancyId" = $1 AND "teamId" = $2""";

    /// <exception cref="ApiError">There is no such type.</exception>
    public static Customer Customer(this ApiRequest request, int typeSegment)
    {
        var type = request.Segment(typeSegment);
        return Customers.Customer.Types.Contains(type)
            ? new(type, request.Segment(typeSegment + 1))
            : throw request.SchemaError(
                $"params.customer_type must be one of the following values: {string.Join(", ", Customers.Customer.Types)}");
    }

    /// <summary>Users and teams have to exist; a custom customer needs no row anywhere.</summary>
    /// <exception cref="ApiError">It does not exist.</exception>
    public static async Task RequireAsync(this ApiRequest request, Customer customer)
    {
        var sql = customer.Type switch
        {
            "user" => UserSql,
            "team" => TeamSql,
            _ => null,
        };
        if (sql is null || Guid.TryParseExact(customer.Id, "D", out var id) && await ExistsAsync(request, sql, id))
            return;

        throw customer.Type == "user"
            ? ApiError.UserNotFound()
            : ApiError.Known(404, "TEAM_NOT_FOUND", $"Team {customer.Id} not found.", new() { ["team_id"] = customer.Id });
    }

    private static async Task<bool> ExistsAsync(ApiRequest request, string sql, Guid id)
    {
        await using var command = request.Project.Users.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteScalarAsync(request.Cancel) is not null;
    }
}
