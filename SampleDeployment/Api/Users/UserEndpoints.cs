using Npgsql;
using SampleDeployment.Api.Http;
using SampleDeployment.Api.Json;

namespace SampleDeployment.Api.Users;

/// <summary>One user, and the list of users in pages.</summary>
internal static class UserEndpoints
{
    private const string OneSql = $"""{UserReader.Select} AND u."projectUserId" = $4""";

    // $4: anonymous ones too, $5: restricted ones too, $6: unverified is restricted, $7 and $8: the cursor, $9: limit,
    // $10: anonymous ones only.
    private const string ListSql =
        $"""
        {UserReader.Select}
          AND ($4 OR NOT u."isAnonymous")
          AND (NOT $10 OR u."isAnonymous")
          AND ($4 OR $5 OR NOT u."restrictedByAdmin")
          AND ($4 OR $5 OR NOT $6 OR coalesce(c."isVerified", false))
          AND ($7::timestamp IS NULL OR (u."signedUpAt", u."projectUserId") >= ($7, $8))
        ORDER BY u."signedUpAt", u."projectUserId"
        LIMIT $9
        """;

    private const string CursorSql = """SELECT "signedUpAt" FROM "ProjectUser" WHERE "tenancyId" = $1 AND "projectUserId" = $2""";

    private static readonly Shape<string?> Pagination = new(("next_cursor", (writer, cursor) => writer.WriteStringValue(cursor)));

    private static readonly Shape<(IEnumerable<UserRow> Items, string? Next)> Page = new(
        ("items", (writer, page) => writer.WriteArray(page.Items, UserView.Shape.Write)),
        ("is_paginated", (writer, _) => writer.WriteBooleanValue(true)),
        ("pagination", (writer, page) => Pagination.Write(writer, page.Next)));

    public static async Task<Answer> OneAsync(ApiRequest request)
    {
        var id = request.PathId("user", "user_id");
        await using var command = Command(request, OneSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        if (!await reader.ReadAsync(request.Cancel))
            throw ApiError.UserNotFound();

        var user = new UserReader(reader, request.Project).Read();
        return Answer.Json(writer => UserView.Shape.Write(writer, user));
    }

    public static async Task<Answer> ListAsync(ApiRequest request)
    {
        var limit = request.Limit();
        // The reference version does not know the parameter.
        var onlyAnonymous = request.Project.Platform.HasEngine && request.Flag("only_anonymous");
        if (onlyAnonymous && !request.Flag("include_anonymous"))
            throw request.SchemaError("query.only_anonymous=true needs include_anonymous=true");
        var cursor = request.QueryId("cursor");
        DateTime? from = null;
        if (cursor is { } id && (from = await SignedUpAtAsync(request, id)) is null)
            return Answer.Json(writer => Page.Write(writer, ([], null)));

        await using var command = Command(request, ListSql);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = request.Flag("include_anonymous") });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = request.Flag("include_restricted") });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = request.Project.Config.RequiresVerifiedEmail });
        command.Parameters.Add(new() { Value = (object?)from ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Timestamp });
        command.Parameters.Add(new() { Value = (object?)cursor ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)(limit + 1) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = onlyAnonymous });

        var users = new List<UserRow>();
        await using var reader = await command.ExecuteReaderAsync(request.Cancel);
        var read = new UserReader(reader, request.Project);
        while (await reader.ReadAsync(request.Cancel))
            users.Add(read.Read());

        // One more than asked for was read: it is the first of the next page.
        var next = limit < users.Count ? users[^1].Id.ToString() : null;
        return Answer.Json(writer => Page.Write(writer, (next is null ? users : users.SkipLast(1), next)));
    }

    private static NpgsqlCommand Command(ApiRequest request, string sql)
    {
        var command = request.Project.Users.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Project.ProjectId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Project.Branch });
        return command;
    }

    private static async Task<DateTime?> SignedUpAtAsync(ApiRequest request, Guid user)
    {
        await using var command = request.Project.Users.CreateCommand(CursorSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Project.TenancyId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return (DateTime?)await command.ExecuteScalarAsync(request.Cancel);
    }
}
