using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IntegrityTests.Tests.Fakes;

/// <summary>Serves a list of users in pages with an inclusive cursor (source: docs/platform.md, Pagination of users).</summary>
internal sealed class FakeUserList(IReadOnlyList<JsonObject> items)
{
    /// <summary>A page that contains one of these users cannot be served.</summary>
    public HashSet<Guid> Broken { get; } = [];

    /// <summary>Changes the next cursor of a page; its arguments are the page's items and the right cursor.</summary>
    public Func<IReadOnlyList<JsonObject>, string?, string?> Cursor { get; init; } = (_, next) => next;

    /// <summary>Changes the items of a page.</summary>
    public Func<IReadOnlyList<JsonObject>, IReadOnlyList<JsonObject>> Page { get; init; } = page => page;

    public static JsonObject Item(Guid id, long signedUpAt) => new()
    {
        ["id"] = id.ToString(),
        ["signed_up_at_millis"] = signedUpAt,
        ["display_name"] = null,
    };

    public Task AnswerAsync(HttpContext context)
    {
        var limit = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture);
        string? cursor = context.Request.Query["cursor"];
        var start = cursor is null ? 0 : Position(cursor);
        var page = Page([.. items.Skip(start).Take(limit)]);
        if (page.Any(item => item["id"] is { } id && Broken.Contains(Guid.Parse((string)id!))))
            return context.AnswerAsync("Something went wrong... Request ID: 1", 500, "text/plain");

        var next = start + limit < items.Count ? (string?)items[start + limit]["id"] : null;
        var body = new JsonObject
        {
            ["items"] = new JsonArray([.. page.Select(item => item.DeepClone())]),
            ["is_paginated"] = true,
            ["pagination"] = new JsonObject { ["next_cursor"] = Cursor(page, next) },
        };
        return context.AnswerAsync(body.ToJsonString());
    }

    // A cursor that does not exist gives no items (source: docs/platform.md, Pagination of users).
    private int Position(string cursor)
    {
        for (var i = 0; i < items.Count; i++)
            if ((string?)items[i]["id"] == cursor) return i;
        return items.Count;
    }
}
