namespace IntegrityTests.Options.Forms;

/// <summary>Stripe's address and key.</summary>
internal static class StripeForm
{
    public static Form<string> Key { get; } = new(
        "a secret or restricted key of Stripe, such as sk_live_... or rk_live_...",
        text => SecretForm.HeaderValue.Read(text));

    public static Form<Uri> Url { get; } = new("an absolute https URL, such as https://api.stripe.com; http only for this machine", text =>
    {
        var url = ApiUrlForm.Base.Read(text);
        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback ? url : throw new FormatException("is http, which would send the key in the clear");
    });
}
