namespace IntegrityTests.Deployment.Records;

/// <summary>The kinds of auth method that a user has (source: stack-auth/database.md, <c>AuthMethod</c>).</summary>
[Flags]
public enum AuthMethods
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A <c>PasswordAuthMethod</c>.</summary>
    Password = 1,

    /// <summary>An <c>OtpAuthMethod</c>.</summary>
    Otp = 2,

    /// <summary>A <c>PasskeyAuthMethod</c>.</summary>
    Passkey = 4,
}
