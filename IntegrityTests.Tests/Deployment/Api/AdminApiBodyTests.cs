using System.IO.Compression;
using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

public sealed class AdminApiBodyTests
{
    [Fact]
    public async Task A_large_body_is_read_whole()
    {
        var text = new string('x', 3_000_000);
        await using var server = await FakeApi.AnsweringAsync(JsonSerializer.Serialize(new { text }));

        var response = await AskAsync(server);

        response.IsOk.Should().BeTrue();
        response.Body.GetProperty("text").GetString().Should().HaveLength(text.Length);
    }

    [Fact]
    public async Task Json_may_be_a_thousand_levels_deep()
    {
        await using var server = await FakeApi.AnsweringAsync(new string('[', 1000) + new string(']', 1000));

        (await AskAsync(server)).IsOk.Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_that_is_deeper_is_not_verified_and_not_asked_for_again()
    {
        await using var server = await FakeApi.AnsweringAsync(new string('[', 1001) + new string(']', 1001));

        var asking = () => AskAsync(server);

        (await asking.Should().ThrowAsync<NotVerifiedException>())
            .WithMessage("/api: JSON that the deployment gave is nested deeper than 1,000 levels*");
        server.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task An_empty_body_is_a_problem()
    {
        await using var server = await FakeApi.AnsweringAsync("");

        (await AskAsync(server)).Summary.Should().Be("200, an empty body");
    }

    [Theory]
    [InlineData("<!doctype html><title>ada@example.com</title>", "text/html; charset=utf-8", "an HTML page of 45 bytes (text/html)")]
    [InlineData("<html>ada@example.com", "text/plain", "an HTML page of 21 bytes (text/plain)")]
    [InlineData("{\"mail\":\"ada@example.com\"}", "text/plain", "what looks like JSON, 26 bytes, but is sent as text/plain")]
    [InlineData("ada@example.com", "text/plain", "15 bytes of text/plain")]
    [InlineData("ada@example.com", "text/ada.example.com", "15 bytes of another content type")]
    public async Task What_is_not_json_is_named_and_never_quoted(string body, string type, string problem)
    {
        await using var server = await FakeApi.AnsweringAsync(body, type: type);

        (await AskAsync(server)).BodyProblem.Should().Be(problem);
    }

    [Fact]
    public async Task Where_personal_data_is_shown_the_beginning_of_a_text_is_quoted()
    {
        using var content = new StringContent(new string('a', 5000));

        (await BodyReader.ReadAsync(content, quotes: true, default)).Problem.Should()
            .Be($"5000 bytes of text/plain \"{new string('a', 200)}…\"");
    }

    [Fact]
    public async Task A_body_without_content_type_is_a_problem()
    {
        await using var server = await FakeApi.StartAsync(context => context.Response.Body.WriteAsync("{}"u8.ToArray()).AsTask());

        (await AskAsync(server)).BodyProblem.Should().Be("what looks like JSON, 2 bytes, but is sent as no content type");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("gzip, br")]
    [InlineData("identity")]
    public async Task Compression_that_nobody_asked_for_is_undone(string encodings)
    {
        var body = new MemoryStream("{\"id\":1}"u8.ToArray());
        foreach (var encoding in encodings.Split(", ")) body = Compressed(body, encoding);
        await using var server = await FakeApi.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = encodings.Replace("raw ", "");
            await context.Response.Body.WriteAsync(body.ToArray());
        });

        (await AskAsync(server)).Body.GetProperty("id").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("gzip", "a body that cannot be decompressed*")]
    [InlineData("zstd", "*neither gzip, br nor deflate")]
    public async Task What_cannot_be_decompressed_is_a_problem(string encoding, string problem)
    {
        await using var server = await FakeApi.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.AnswerAsync("{\"id\":1}");
        });

        (await AskAsync(server)).BodyProblem.Should().Match(problem);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_json()
    {
        await using var server = await FakeApi.AnsweringAsync("\uFEFF{\"id\":1}");

        (await AskAsync(server)).Body.GetProperty("id").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Broken_json_is_a_problem_that_shows_no_data()
    {
        await using var server = await FakeApi.AnsweringAsync("{\n\"primary_email\": \"ada@example.com\"");

        var response = await AskAsync(server);

        response.IsOk.Should().BeFalse();
        response.BodyProblem.Should().StartWith("a body of 36 bytes that is not valid JSON (line 2, byte ").And.NotContain("ada");
        response.Body.ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_cut_off_is_not_verified(bool isChunked)
    {
        await using var server = await FakeApi.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            if (!isChunked) context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{\"items\":["u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var asking = () => AskAsync(server);

        (await asking.Should().ThrowAsync<NotVerifiedException>()).WithMessage("/api got no answer, also when asked again: *");
        server.Asked.Should().HaveCount(5, "a cut says nothing about the data");
    }

    [Fact]
    public async Task A_body_that_is_larger_than_the_suite_reads_is_not_verified()
    {
        using var content = new StreamContent(new EndlessStream());

        var reading = () => BodyReader.ReadAsync(content, quotes: true, default);

        (await reading.Should().ThrowAsync<NotVerifiedException>()).WithMessage("*more than 256 MB, the most that this suite reads*");
    }

    private static MemoryStream Compressed(MemoryStream plain, string encoding)
    {
        var compressed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "raw deflate" => new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(compressed),
        })
        {
            packing.Write(plain.ToArray());
            if (encoding == "identity") return new MemoryStream(plain.ToArray());
        }

        return new MemoryStream(compressed.ToArray());
    }

    private static Task<ApiResponse> AskAsync(FakeApi server) => server.Client().GetAsync(Example.Project(), "user:1", "/api", default);

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
