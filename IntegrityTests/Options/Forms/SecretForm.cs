namespace IntegrityTests.Options.Forms;

/// <summary>Keys that are sent as an HTTP header: visible ASCII characters only.</summary>
internal static class SecretForm
{
    public static Form<string> HeaderValue { get; } =
        new("a key of visible ASCII characters without spaces, as the deployment's own settings have it", text =>
            text.All(character => character is > ' ' and < '\x7f')
                ? text
                : throw new FormatException("contains a space, a line break or a character that is not ASCII"));
}
