using LiveCaptions.Media.Processes;

namespace LiveCaptions.Server.Commands.Doctor;

/// <summary>Programs that the server starts.</summary>
internal static class Tool
{
    /// <param name="versionArgument">Makes it print its version and end.</param>
    /// <param name="purpose">What it is for and how to get it.</param>
    /// <param name="findFault">What is wrong with the version that it says; null where nothing is.</param>
    public static async Task<Finding> FindAsync(
        string name, string versionArgument, string purpose, bool required,
        CancellationToken cancellationToken, Func<string, string?>? findFault = null)
    {
        try
        {
            await using var child = ChildProcess.Start(name, name, [versionArgument]);
            child.CloseInput();
            await using var stop = cancellationToken.Register(child.Kill);
            var errors = child.Error.ReadToEndAsync(cancellationToken);
            var version = (await child.Output.ReadToEndAsync(cancellationToken)).Split('\n')[0].Trim();
            await errors;
            return findFault?.Invoke(version) is { } fault ? Finding.Note(name, $"{version} {fault}") : Finding.Ok(name, version);
        }
        catch (ToolMissingException)
        {
            return new Finding(required ? FindingState.Missing : FindingState.Note, name, $"not here: {purpose}");
        }
    }
}
