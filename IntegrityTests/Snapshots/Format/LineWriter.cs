using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;

namespace IntegrityTests.Snapshots.Format;

/// <summary>Writes answers as lines.</summary>
/// <param name="canonical">How JSON is written.</param>
/// <param name="ignored">What is left out.</param>
/// <param name="secrets">Makes digests.</param>
/// <param name="digests">Whether a keyed hash stands in the place of bodies, and of names that could be somebody's.</param>
/// <param name="shown">
/// What findings may say of an answer that has only a digest, for a run that compares: a line then ends with it. Null: lines hold nothing of it.
/// </param>
internal sealed class LineWriter(
    CanonicalJson canonical, IgnoredPlaces ignored, SecretValues secrets, bool digests, Func<string, JsonNode?, JsonNode?>? shown = null)
{
    /// <summary>The name of what findings may say of an answer.</summary>
    public const string Shown = "shown";

    /// <summary>What stands before it, and nowhere else in a line of a digest.</summary>
    public static ReadOnlySpan<byte> ShownMark => ",\"shown\":"u8;

    private static readonly string[] ItemSteps = ["items", "transactions"];

    /// <summary>A row about which nothing is known, because it was not verified.</summary>
    public byte[] Unknown(string place, string subject) => Line(writer =>
    {
        var name = Named(place, "", subject);
        writer.WriteString("at", name.Place);
        writer.WriteString("subject", name.Subject);
        writer.WriteBoolean("unknown", true);
    });

    /// <summary>An answer.</summary>
    /// <param name="place">Where the row stands.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="endpoint">Its endpoint without page.</param>
    /// <param name="items">The items of all pages, which are sorted by id; null: the body as it is.</param>
    /// <param name="later">What the answer will be as time passes.</param>
    public byte[] Answer(string place, ApiResponse answer, string endpoint, IReadOnlyList<JsonElement>? items, IReadOnlyList<LaterBody> later)
    {
        var trail = ignored.At(endpoint);
        return Line(place, answer, endpoint, answer.Subject, later, writer =>
        {
            if (items is null) canonical.Write(writer, answer.Body, trail);
            else Envelope(writer, answer.Body, trail, items);
        });
    }

    /// <summary>A line without what findings may say of its answer: as it is saved.</summary>
    public static ReadOnlySpan<byte> AsSaved(ReadOnlySpan<byte> line) =>
        line.IndexOf(ShownMark) is >= 0 and var length ? (byte[])[.. line[..length], (byte)'}'] : line;

    /// <summary>Says that nothing is known of rows between the line before and a place: the run was limited to some of them.</summary>
    public static byte[] Gap(string place) => Line(writer =>
    {
        writer.WriteString("at", place);
        writer.WriteBoolean("gap", true);
        writer.WriteString("subject", "");
        writer.WriteBoolean("unknown", true);
    });

    /// <summary>An item of a list, on a line of its own.</summary>
    public byte[] Item(string place, ApiResponse answer, string endpoint, string subject, JsonElement item, string list)
    {
        var trail = ignored.At(endpoint).To(list, out _).To(null, out _);
        return Line(place, answer, endpoint, subject, [], writer => canonical.Write(writer, item, trail));
    }

    /// <summary>A saved line without what is ignored now, but was not when it was saved.</summary>
    public JsonElement Without(SavedLine saved)
    {
        var trail = ignored.At(saved.Endpoint);
        if (Things.Of(saved.Endpoint) is var (kind, member) && saved.Subject.StartsWith(kind + ":", StringComparison.Ordinal))
            trail = trail.To(member, out _).To(null, out _);
        var text = Render(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("body");
            canonical.Write(writer, saved.Body, trail);
            writer.WriteEndObject();
        });
        return JsonElement.Parse(text.Span, new JsonDocumentOptions { MaxDepth = 1000 });
    }

    private byte[] Line(
        string place, ApiResponse answer, string endpoint, string subject, IReadOnlyList<LaterBody> later, Action<Utf8JsonWriter> body) => Line(writer =>
        {
            var name = Named(place, endpoint, subject);
            writer.WriteString("at", name.Place);
            // What a failure says beside its status may hold a request's id.
            var digested = digests && answer.BodyProblem is null ? Render(body) : default;
            if (answer.BodyProblem is null)
            {
                if (digests) writer.WriteString("digest", secrets.Hash(digested.Span));
                else
                {
                    writer.WritePropertyName("body");
                    body(writer);
                }
            }

            writer.WriteString("endpoint", name.Endpoint);
            if (later.Count > 0) WriteLater(writer, later);
            writer.WriteNumber("status", (int)answer.Status);
            writer.WriteString("subject", name.Subject);
            if (shown is null || digested.IsEmpty) return;
            writer.WritePropertyName(Shown);
            (shown(subject, JsonNode.Parse(digested.Span, documentOptions: new() { MaxDepth = 1000 })) ?? "null").WriteTo(writer);
        });

    private void WriteLater(Utf8JsonWriter writer, IReadOnlyList<LaterBody> later)
    {
        writer.WriteStartArray("later");
        foreach (var (from, json) in later)
        {
            writer.WriteStartObject();
            if (json.ValueKind == JsonValueKind.Undefined)
            {
                // Not known from here on.
            }
            else if (!digests)
            {
                writer.WritePropertyName("body");
                canonical.Write(writer, json, default);
            }
            else writer.WriteString("digest", secrets.Hash(Render(inner => canonical.Write(inner, json, default)).Span));
            writer.WriteNumber("from", from);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // The items of all pages in one, without what tells where a page ended.
    private void Envelope(Utf8JsonWriter writer, JsonElement body, IgnoredPlaces.Trail trail, IReadOnlyList<JsonElement> items)
    {
        writer.WriteStartObject();
        foreach (var member in body.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (member.Name is "pagination" or "next_cursor") continue;
            var further = trail.To(member.Name, out var isIgnored);
            if (isIgnored) continue;
            writer.WritePropertyName(member.Name);
            if (!ItemSteps.Contains(member.Name))
            {
                canonical.Write(writer, member.Value, further);
                continue;
            }

            writer.WriteStartArray();
            var inner = further.To(null, out var isItemIgnored);
            foreach (var item in isItemIgnored ? [] : Sorted(items, inner)) canonical.Write(writer, item, inner);

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // The platform promises no order of what is somebody's, such as permissions. Ids may repeat: a product that was bought twice.
    private IEnumerable<JsonElement> Sorted(IReadOnlyList<JsonElement> items, IgnoredPlaces.Trail trail)
    {
        static string Key(JsonElement item) => string.Join('\n', Place.Text(item, "id"), Place.Text(item, "user_id"), Place.Text(item, "type"));
        var byKey = items.OrderBy(Key, StringComparer.Ordinal);
        return items.Select(Key).Distinct(StringComparer.Ordinal).Count() == items.Count
            ? byKey
            : byKey.ThenBy(item => Encoding.UTF8.GetString(Render(writer => canonical.Write(writer, item, trail)).Span), StringComparer.Ordinal);
    }

    // Customers of a project's own kind have whatever id the project gave them, such as an e-mail.
    private (string Place, string Endpoint, string Subject) Named(string place, string endpoint, string subject)
    {
        const string Custom = "custom:";
        if (!digests || !subject.StartsWith(Custom, StringComparison.Ordinal)) return (place, endpoint, subject);
        var id = subject[Custom.Length..];
        var hashed = Place.Hashed(secrets.Hash(Encoding.UTF8.GetBytes(id)));
        return (
            Place.OfCustom(hashed),
            endpoint.Replace($"/custom/{Uri.EscapeDataString(id)}", $"/custom/{hashed}", StringComparison.Ordinal),
            Custom + hashed);
    }

    private static byte[] Line(Action<Utf8JsonWriter> write) => Render(writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    }).ToArray();

    private static ReadOnlyMemory<byte> Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, CanonicalJson.Options)) write(writer);
        return buffer.WrittenMemory;
    }
}
