using System.Buffers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Fuzz;

/// <summary>
/// What takes bytes from strangers. A target may refuse its input in the documented way; anything else it throws is a bug.
/// </summary>
public static partial class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["control-message"] = input => _ = ControlMessageParser.TryParse(input, out _),
        ["wav"] = Wav,
        ["pcm"] = Pcm,
        ["proto-message"] = ProtobufMessage,
        ["onnx-graph"] = Onnx,
        ["sdp-offer"] = SdpOffer,
        ["sdp-fragment"] = SdpFragmentBody,
        ["stun"] = Stun,
        ["srtp"] = Srtp,
        ["rtp"] = Rtp,
        ["rtcp"] = Rtcp,
        ["opus"] = Opus,
        ["rtp-audio"] = RtpAudio,
        ["webm"] = Webm,
        ["ogg"] = Ogg,
        ["rtmp-chunks"] = RtmpChunks,
        ["amf0"] = Amf0,
        ["flv"] = Flv,
        ["dtls"] = Dtls,
        ["peer"] = Peer,
        ["obs-message"] = ObsSays,
        ["youtube-reply"] = YouTubeSays,
        ["ffmpeg-words"] = FfmpegSays,
        ["yt-dlp-page"] = YtDlpSays,
        ["hls-playlist"] = HlsPlaylist,
        ["caption-vtt"] = CaptionFileOf("vtt"),
        ["caption-srt"] = CaptionFileOf("srt"),
        ["caption-ass"] = CaptionFileOf("ass"),
        ["caption-sbv"] = CaptionFileOf("sbv"),
        ["caption-ttml"] = CaptionFileOf("ttml"),
        ["caption-scc"] = CaptionFileOf("scc"),
    };

    /// <summary>A whole file: the header in two pieces, then the samples that come with the second.</summary>
    private static void Wav(byte[] input)
    {
        try
        {
            var parser = new WavHeaderParser();
            ReadOnlySpan<byte> first = input.AsSpan(0, input.Length / 2);
            ReadOnlySpan<byte> second = input.AsSpan(input.Length / 2);
            parser.TryParse(ref first);
            if (parser.TryParse(ref second))
            {
                var format = parser.Header!.Format;
                var decoder = new PcmDecoder(format.Encoding, format.Channels, format.SampleRate);
                decoder.Decode(second[..^(second.Length % format.BytesPerFrame)], new ArrayBufferWriter<short>());
            }
        }
        catch (Exception e) when (e is WavFormatException or PcmFormatException)
        {
            // The documented refusals.
        }
    }

    /// <summary>Encoding, channels and rate come from the first four bytes, the rest are two messages.</summary>
    private static void Pcm(byte[] input)
    {
        if (input.Length < 4)
        {
            return;
        }

        try
        {
            var decoder = new PcmDecoder((PcmEncoding)(input[0] % 3), input[1] % 10, (input[2] << 8 | input[3]) * 3);
            var output = new ArrayBufferWriter<short>();
            var half = (input.Length + 4) / 2;
            decoder.Decode(input.AsSpan(4, half - 4), output);
            decoder.Decode(input.AsSpan(half), output);
            decoder.Flush(output);
        }
        catch (PcmFormatException)
        {
            // The documented refusal.
        }
    }

    private static void ProtobufMessage(byte[] input)
    {
        try
        {
            ProtoMessage.Parse(input).ToBytes();
        }
        catch (InvalidDataException)
        {
            // The documented refusal.
        }
    }

    /// <summary>A whole model, pruned and written again.</summary>
    private static void Onnx(byte[] input)
    {
        try
        {
            var graph = OnnxGraph.Parse(input);
            graph.Prune();
            OnnxGraph.Parse(graph.ToBytes());
        }
        catch (InvalidDataException)
        {
            // The documented refusal.
        }
    }
}
