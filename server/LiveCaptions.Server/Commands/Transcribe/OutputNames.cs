using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>
/// What the outputs of one call are called, so that none overwrites another: files by their names; of addresses with one title
/// the second on the command line is <c>title (2)</c>. The order of the command line decides, whatever is fetched first:
/// the same call gives the same names.
/// </summary>
internal sealed class OutputNames(IReadOnlyList<string> inputs)
{
    // What each address is called, once it is known; null for one that cannot be had.
    private readonly TaskCompletionSource<string?>[] _names = [.. inputs.Select(_ =>
        new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously))];

    /// <summary>Waits until the addresses before it have theirs.</summary>
    /// <param name="index">Of the address among the inputs.</param>
    public async Task<string> TakeAsync(int index, string title, CancellationToken cancellationToken)
    {
        var taken = inputs.Where(input => !TranscribeRequest.IsAddress(input)).Select(OfFile).ToHashSet(StringComparer.Ordinal);
        foreach (var earlier in inputs.Index().Take(index).Where(input => TranscribeRequest.IsAddress(input.Item)))
        {
            if (await _names[earlier.Index].Task.WaitAsync(cancellationToken) is { } name)
            {
                taken.Add(name);
            }
        }

        var own = title;
        for (var number = 2; !taken.Add(own); number++)
        {
            own = $"{title} ({number})";
        }

        _names[index].TrySetResult(own);
        return own;
    }

    /// <summary>An address that has no name will get none.</summary>
    public void GiveUp(int index) => _names[index].TrySetResult(null);

    public static string OfFile(string input) =>
        StandardInput.Is(input) ? StandardInput.Name : FileNames.WithoutEnding(Path.GetFileName(input));
}
