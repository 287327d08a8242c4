using LiveCaptions.Server.Sessions.Requests;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>A file of names and jargon, one a line; lines that are empty or begin with # say nothing.</summary>
internal static class KeytermFile
{
    /// <exception cref="UsageException">It cannot be read, or holds too much.</exception>
    public static IReadOnlyList<string> Read(string? path)
    {
        if (path is null)
        {
            return [];
        }

        try
        {
            string[] terms = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
            return SessionRequestRules.FindFault(terms) is var (_, message) ? throw new UsageException($"{path}: {message}") : terms;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message}");
        }
    }
}
