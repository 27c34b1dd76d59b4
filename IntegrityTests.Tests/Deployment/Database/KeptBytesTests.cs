using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Deployment.Database;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Database;

public sealed class KeptBytesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("Grüße, 日本 🎉")]
    public void Valid_text_is_read_and_written_as_in_UTF_8(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        KeptBytes.Instance.GetString(bytes).Should().Be(text);
        KeptBytes.Instance.GetBytes(text).Should().Equal(bytes);
        KeptBytes.IsIn(text).Should().BeFalse();
    }

    [Theory]
    [InlineData("4dfc6c6c6572", "M~FC~ller")]
    [InlineData("436166e9", "Caf~E9~")]
    [InlineData("eda080", "~ED~~A0~~80~")]
    [InlineData("f09f8e89ff", "🎉~FF~")]
    [InlineData("c3", "~C3~")]
    public void A_byte_of_another_encoding_is_kept_and_comes_back(string hex, string marked)
    {
        var bytes = Convert.FromHexString(hex);
        var text = Regex.Replace(marked, "~(..)~", kept => $"{(char)(0xDC00 + Convert.ToByte(kept.Groups[1].Value, 16))}");

        KeptBytes.Instance.GetString(bytes).Should().Be(text);
        KeptBytes.Instance.GetBytes(text).Should().Equal(bytes);
        KeptBytes.IsIn(text).Should().BeTrue();
    }

    [Fact]
    public void A_text_that_comes_in_pieces_is_read_as_in_one()
    {
        var bytes = "Grüße, 日本 🎉 "u8.ToArray().Append((byte)0xFC).Append((byte)0xE9).ToArray();
        for (var size = 1; size <= bytes.Length; size++)
        {
            var decoder = KeptBytes.Instance.GetDecoder();
            var text = new StringBuilder();
            foreach (var (i, piece) in bytes.Chunk(size).Index())
            {
                var flush = (i + 1) * size >= bytes.Length;
                var chars = new char[decoder.GetCharCount(piece, 0, piece.Length, flush)];
                text.Append(chars, 0, decoder.GetChars(piece, 0, piece.Length, chars, 0, flush));
            }

            $"{text}".Should().Be(KeptBytes.Instance.GetString(bytes), "pieces have {0} bytes", size);
        }
    }

    [Fact]
    public void Half_a_character_that_is_no_kept_byte_is_not_sent() =>
        new Action(() => KeptBytes.Instance.GetBytes("\uD83D")).Should().Throw<EncoderFallbackException>();
}
