namespace IntegrityTests.Access;

/// <summary>
/// Nothing of the deployment can be verified. The message says why and what to do, and holds no secret. Where only one project or row
/// cannot be verified, it is <see cref="Running.NotVerifiedException"/> or <see cref="Running.NothingToVerifyException"/>.
/// </summary>
public sealed class DeploymentUnusableException(string message) : Exception(message);
