using System.Net;
using System.Net.Http.Headers;

namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>Files of one model under an address. A download that broke off goes on where it stopped (Range requests).</summary>
internal sealed class HttpSource(HttpClient http, Uri folder, string modelId) : IModelSource
{
    private const int BlockBytes = 128 * 1024;

    public string Name => folder.ToString();

    public async Task FetchAsync(
        IReadOnlyList<ModelFile> files, string staging, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var address = new Uri($"{folder.ToString().TrimEnd('/')}/{file.Name}");
            try
            {
                await DownloadAsync(address, file, Path.Combine(staging, file.Name), progress, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new ModelPullException($"{address}: {e.Message}", e);
            }
        }
    }

    private async Task DownloadAsync(
        Uri address, ModelFile file, string path, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        await using var output = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        output.Seek(0, SeekOrigin.End);
        if (output.Length == file.Bytes)
        {
            return; // an earlier call got this one, and broke off at the next
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = output.Length > 0 ? new RangeHeaderValue(output.Length, null) : null;
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            output.SetLength(0); // this server sends the whole file
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await CopyAsync(body, output, file, progress, cancellationToken);
    }

    private async Task CopyAsync(
        Stream body, FileStream output, ModelFile file, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        int read;
        while ((read = await body.ReadAsync(block, cancellationToken)) > 0)
        {
            if (output.Length + read > file.Bytes)
            {
                throw new IOException($"it is longer than the {file.Bytes} bytes of the catalog");
            }

            await output.WriteAsync(block.AsMemory(0, read), cancellationToken);
            progress.Report(new PullProgress(modelId, file.Name, output.Length, file.Bytes));
        }
    }
}
