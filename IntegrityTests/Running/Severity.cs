namespace IntegrityTests.Running;

/// <summary>How bad a finding is; ordered, so that a threshold can be compared with it.</summary>
public enum Severity
{
    /// <summary>Worth a look; fails the run only where <see cref="RunSettings.FailOn"/> says so.</summary>
    Warning,

    /// <summary>The deployment says something wrong.</summary>
    Error,
}
