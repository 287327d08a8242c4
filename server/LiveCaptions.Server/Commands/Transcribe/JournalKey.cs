using System.Security.Cryptography;
using System.Text.Json;
using LiveCaptions.Media;
using LiveCaptions.Server.Exports;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>All that decides what finals an input gives: finals made under another key are of no use.</summary>
/// <param name="Speech">Build of the speech code.</param>
/// <param name="Media">Build of the code that makes the samples.</param>
/// <param name="Input">Full path.</param>
/// <param name="Modified">In ticks, UTC.</param>
/// <param name="Track">The audio track asked for.</param>
/// <param name="Channel">The one channel that is heard, from 0; null is all of them.</param>
/// <param name="Formatting">Hash of how words are written, as there may be words in it that nobody is to read.</param>
internal sealed record JournalKey(
    Guid Speech, Guid Media, string Input, long Bytes, long Modified, string Engine, RecognitionQuality Quality, string? Language, bool Diarization, SpeakerCount Speakers, bool Emotion, bool Sounds, int? Track, int? Channel, string? Formatting)
{
    /// <returns>Null for what cannot be read twice, such as a pipe.</returns>
    public static JournalKey? For(string input, string engine, TranscribeRequest request, int? channel)
    {
        var file = new FileInfo(input);
        return file.Exists && (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true, Length: > 0 } found
            ? new JournalKey(
                typeof(SpeechPipeline).Module.ModuleVersionId,
                typeof(IMediaReader).Module.ModuleVersionId,
                found.FullName,
                found.Length,
                found.LastWriteTimeUtc.Ticks,
                engine,
                request.Quality,
                request.Language,
                request.Diarization,
                request.Speakers,
                request.Emotion,
                request.Sounds,
                request.Track,
                channel,
                request.Formatting is { } formatting ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(formatting, CaptionJson.Options))) : null)
            : null;
    }
}
