using Xunit;

[assembly: TestFramework("IntegrityTests.Running.Framework.StreamingTestFramework", "IntegrityTests")]
