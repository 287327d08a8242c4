namespace LiveCaptions.Server.Tests.Harness;

/// <summary>The server did not upgrade.</summary>
public sealed class RefusedException(int status, Exception inner) : Exception($"HTTP {status}", inner)
{
    public int Status { get; } = status;
}
