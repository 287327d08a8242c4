using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Inputs as files: addresses are fetched into the output folder first, and kept there until they are transcribed.</summary>
internal sealed class InputFetcher(TranscribeRequest request, LinkFetcher links)
{
    private readonly OutputNames _names = new(request.Inputs);

    /// <param name="index">Of the input in the request.</param>
    /// <returns>The file, and the name of its output.</returns>
    public async Task<(string Path, string Name)> FetchAsync(int index, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        var input = request.Inputs[index];
        if (!TranscribeRequest.IsAddress(input))
        {
            return (input, OutputNames.OfFile(input));
        }

        try
        {
            var media = await links.FetchAsync(new Uri(input), Stem(input), progress, cancellationToken);
            return (media.File, await _names.TakeAsync(index, media.Name, cancellationToken));
        }
        finally
        {
            _names.GiveUp(index);
        }
    }

    /// <summary>Nothing of an address is kept any longer.</summary>
    public void Forget(string input)
    {
        if (TranscribeRequest.IsAddress(input))
        {
            foreach (var file in Directory.EnumerateFiles(request.OutputFolder, $"{Path.GetFileName(Stem(input))}.*"))
            {
                File.Delete(file);
            }
        }
    }

    // The same address has the same files in the next run, which goes on with them.
    private string Stem(string address) =>
        Path.Combine(Path.GetFullPath(request.OutputFolder), $".livecaptions-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..12]}");
}
