using System.Buffers;
using System.Text.Json;
using IntegrityTests.Deployment.Api;

namespace IntegrityTests.Snapshots.Format;

/// <summary>Writes answers as lines.</summary>
/// <param name="canonical">How JSON is written.</param>
/// <param name="ignored">What is left out.</param>
/// <param name="secrets">Makes digests.</param>
/// <param name="digests">Whether a keyed hash stands in the place of bodies, and of names that could be somebody's.</param>
internal sealed class LineWriter(CanonicalJson canonical, IgnoredPlaces ignored, SecretValues secrets, bool digests)
{
    private static readonly string[] ItemSteps = ["items", "transactions"];

    /// <summary>A row about which nothing is known, because it was not verified.</summary>
    public byte[] Unknown(string place, string subject) => Line(writer =>
    {
        writer.WriteString("at", Name(place, place));
        writer.WriteString("subject", Name(subject, subject));
        writer.WriteBoolean("unknown", true);
    });

    /// <summary>An answer.</summary>
    /// <param name="place">Where the row stands.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="endpoint">Its endpoint without page.</param>
    /// <param name="items">The items of all pages, in the order that is saved; null: the body as it is.</param>
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
            writer.WriteString("at", Name(place, subject));
            // What a failure says beside its status may hold a request's id.
            if (answer.BodyProblem is null)
            {
                if (digests) writer.WriteString("digest", secrets.Hash(Render(body).Span));
                else
                {
                    writer.WritePropertyName("body");
                    body(writer);
                }
            }

            writer.WriteString("endpoint", Name(endpoint, subject));
            if (later.Count > 0) WriteLater(writer, later);
            writer.WriteNumber("status", (int)answer.Status);
            writer.WriteString("subject", Name(subject, subject));
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
            foreach (var item in items)
            {
                var inner = further.To(null, out var isItemIgnored);
                if (!isItemIgnored) canonical.Write(writer, item, inner);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // Customers of a project's own kind have whatever id the project gave them, such as an e-mail.
    private string Name(string text, string subject)
    {
        const string Custom = "custom:";
        if (!digests || !subject.StartsWith(Custom, StringComparison.Ordinal)) return text;
        var id = subject[Custom.Length..].Split(' ')[0];
        return text.Replace(id, Hashed(id), StringComparison.Ordinal).Replace(Uri.EscapeDataString(id), Hashed(id), StringComparison.Ordinal);
    }

    private string Hashed(string id) => "~" + secrets.Hash(System.Text.Encoding.UTF8.GetBytes(id));

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
