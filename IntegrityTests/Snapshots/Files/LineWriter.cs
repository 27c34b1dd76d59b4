using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Json;
using IntegrityTests.Redaction;

namespace IntegrityTests.Snapshots.Files;

/// <summary>Writes answers as lines.</summary>
/// <param name="secrets">What stands for secrets; makes digests.</param>
/// <param name="redact">Removes the run's own secrets from a text.</param>
/// <param name="ignored">What is left out.</param>
/// <param name="digests">Whether a keyed hash stands in the place of bodies, and of ids that could be personal.</param>
/// <param name="shown">What findings may say of an answer that has only a digest, for a run that compares; null: it is left out.</param>
internal sealed class LineWriter(
    SecretHashes secrets,
    Func<string, string> redact,
    IgnoredPlaces ignored,
    bool digests,
    Func<string, JsonNode?, JsonNode?>? shown = null)
{
    /// <summary>A row about which nothing is known, because it was not verified.</summary>
    public byte[] Unknown(string place, string subject)
    {
        var name = Named(place, "", subject);
        return Line(writer =>
        {
            writer.WriteString("at", name.Place);
            writer.WriteString("subject", name.Subject);
            writer.WriteBoolean("unknown", true);
        });
    }

    /// <summary>Says that nothing is known of rows between the line before and a place: the run was limited to some of them.</summary>
    public static byte[] Gap(string place) => Line(writer =>
    {
        writer.WriteString("at", place);
        writer.WriteBoolean("gap", true);
        writer.WriteString("subject", "");
        writer.WriteBoolean("unknown", true);
    });

    /// <summary>An answer.</summary>
    /// <param name="place">Where the row stands.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="endpoint">Its endpoint without page.</param>
    /// <param name="items">The items of all pages of a list, which are sorted by id; null: the body as it is.</param>
    /// <param name="later">What the answer will be as time passes.</param>
    public byte[] Answer(
        string place, ApiResponse answer, string endpoint, IReadOnlyList<JsonElement>? items, IReadOnlyList<FutureQuantity> later)
    {
        var root = At(ignored.At(endpoint));
        return Line(place, answer, endpoint, answer.Subject, later, writer =>
        {
            if (items is null) CanonicalJson.Write(writer, answer.Body, root);
            else ListBody.Write(writer, answer.Body, ApiEndpoint.Find(endpoint)!.List!, items, root);
        });
    }

    /// <summary>An item of a list, on a line of its own.</summary>
    public byte[] Item(string place, ApiResponse answer, string endpoint, string subject, JsonElement item, string list)
    {
        var root = At(ignored.At(endpoint).To(list, out _).To(null, out _));
        return Line(place, answer, endpoint, subject, [], writer => CanonicalJson.Write(writer, item, root));
    }

    /// <summary>A saved line without what is ignored now, but was not when it was saved.</summary>
    public JsonElement Without(SavedLine saved)
    {
        var trail = ignored.At(saved.Endpoint);
        if (ApiEndpoint.Find(saved.Endpoint) is { ListsProject: true } list
            && saved.Subject.StartsWith(list.Kind + ":", StringComparison.Ordinal))
            trail = trail.To(list.List, out _).To(null, out _);
        var line = Line(writer =>
        {
            writer.WritePropertyName("body");
            CanonicalJson.Write(writer, saved.Body, At(trail));
        });
        return JsonElement.Parse(line, JsonDepth.Own);
    }

    private byte[] Line(
        string place, ApiResponse answer, string endpoint, string subject, IReadOnlyList<FutureQuantity> later, Action<Utf8JsonWriter> body)
    {
        // What a failure says beside its status may hold a request's id.
        var hasBody = answer.BodyProblem is null;
        var hashed = digests && hasBody ? JsonBytes.Of(body) : null;
        var name = Named(place, endpoint, subject);
        return Line(writer =>
        {
            writer.WriteString("at", name.Place);
            if (hashed is not null) writer.WriteString("digest", secrets.Hash(hashed));
            else if (hasBody)
            {
                writer.WritePropertyName("body");
                body(writer);
            }

            writer.WriteString("endpoint", name.Endpoint);
            if (later.Count > 0) WriteLater(writer, answer.Body, ignored.At(endpoint), later);
            writer.WriteNumber("status", (int)answer.Status);
            writer.WriteString("subject", name.Subject);
            if (shown is null || hashed is null) return;
            writer.WritePropertyName(DigestPreview.Name);
            (shown(subject, JsonNode.Parse(hashed, documentOptions: JsonDepth.Own)) ?? "null").WriteTo(writer);
        });
    }

    private void WriteLater(Utf8JsonWriter writer, JsonElement body, IgnoredPlaces.Trail trail, IReadOnlyList<FutureQuantity> later)
    {
        writer.WriteStartArray("later");
        foreach (var (from, quantity) in later)
        {
            writer.WriteStartObject();
            // Without a body it is not known from here on.
            if (quantity is { } known) WriteBody(writer, inner => CanonicalJson.Write(inner, body, At(trail, known)));
            writer.WriteNumber("from", from);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteBody(Utf8JsonWriter writer, Action<Utf8JsonWriter> body)
    {
        if (digests)
        {
            writer.WriteString("digest", JsonBytes.Of(body, secrets.Hash));
            return;
        }

        writer.WritePropertyName("body");
        body(writer);
    }

    // Customers of a project's own kind have whatever id it gave them, such as an e-mail: digests hold a keyed hash in its place.
    private (string Place, string Endpoint, string Subject) Named(string place, string endpoint, string subject)
    {
        const string Custom = "custom:";
        if (!digests || !subject.StartsWith(Custom, StringComparison.Ordinal)) return (place, endpoint, subject);
        var id = subject[Custom.Length..];
        var hashed = SortKey.Hashed(secrets.Hash(Encoding.UTF8.GetBytes(id)));
        return (
            SortKey.OfCustom(hashed),
            endpoint.Replace($"/custom/{Uri.EscapeDataString(id)}", $"/custom/{hashed}", StringComparison.Ordinal),
            Custom + hashed);
    }

    private AnswerPlace At(IgnoredPlaces.Trail trail) => new(secrets, redact, trail);

    private AnswerPlace At(IgnoredPlaces.Trail trail, decimal quantity) =>
        new(secrets, redact, trail, quantity: JsonElement.Parse(quantity.ToString(CultureInfo.InvariantCulture)));

    private static byte[] Line(Action<Utf8JsonWriter> write) => JsonBytes.Of(writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });
}
