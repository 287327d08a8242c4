namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>
/// What the outputs of one call are called: links may have the same title, and the second of them is numbered. Files have their names first, and links
/// are numbered in the order in which they were fetched. Thread-safe.
/// </summary>
internal sealed class OutputNames(TranscribeRequest request)
{
    // As file systems of other machines compare them.
    private readonly HashSet<string> _taken = new(
        request.Inputs.Where(input => !TranscribeRequest.IsAddress(input)).Select(Path.GetFileNameWithoutExtension).OfType<string>(), StringComparer.OrdinalIgnoreCase);

    public string Take(string input, string name)
    {
        if (!TranscribeRequest.IsAddress(input))
        {
            return name;
        }

        lock (_taken)
        {
            var free = name;
            for (var number = 2; !_taken.Add(free); number++)
            {
                free = $"{name} ({number})";
            }

            return free;
        }
    }
}
