namespace LiveCaptions.Server.Import;

/// <summary>What was handed in is not taken.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Short name for programs.</param>
public sealed class ImportRefusedException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;
}
