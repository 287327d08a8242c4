using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Media;

/// <summary>Opens audio and video files.</summary>
public static class MediaFile
{
    /// <summary>Opens a file for pulling its audio: WAV here, everything else through ffmpeg.</summary>
    /// <exception cref="MediaReadException">There is no such file, or it may not be read.</exception>
    /// <exception cref="ToolMissingException">It needs ffmpeg, which is not installed.</exception>
    public static async Task<IMediaReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var stream = OpenStream(path);
        if (!stream.CanSeek)
        {
            await stream.DisposeAsync(); // a pipe: not a byte of it may be lost
            return FfmpegDecoder.Start(path);
        }

        try
        {
            return await WavReader.OpenAsync(stream, cancellationToken);
        }
        catch (WavFormatException)
        {
            return FfmpegDecoder.Start(path);
        }
    }

    private static FileStream OpenStream(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
                Share = FileShare.ReadWrite | FileShare.Delete,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MediaReadException("There is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MediaReadException(Directory.Exists(path) ? "It is a folder." : "It may not be read (permissions).", e);
        }
        catch (IOException e)
        {
            throw new MediaReadException(e.Message, e);
        }
    }
}
