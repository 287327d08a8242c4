using CsCheck;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Diarization;
using LiveCaptions.Speech.Tests.Emotion;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests;

public sealed class SpeechPipelineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public Task Frames_are_whole_whatever_pieces_the_source_gives() =>
        Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 700].Array[1, 9]).SampleAsync(
            async (length, pieces) =>
            {
                float[] samples = [.. Enumerable.Range(1, length).Select(i => i / 4096f)];
                var (stream, vad) = (new ScriptedStream(), new EnergyVad());
                await using var pipeline = new SpeechPipeline(vad, stream);
                var finals = await pipeline.RunAsync(new ArraySource(samples, pieces, start: 5000)).ToListAsync();

                Assert.Equal(samples, stream.Frames.SelectMany(f => f.Samples));
                Assert.All(stream.Frames.SkipLast(1), f => Assert.Equal(512, f.Samples.Length));
                Assert.Equal(stream.Frames.Select((_, i) => 5000L + (512 * i)), stream.Frames.Select(f => f.Position));
                Assert.Equal(5000 + length, finals[^1].AudioEnd);
                Assert.All(vad.Frames, f => Assert.Equal(512, f.Length));
                Assert.True(stream.Finished);
            },
            iter: 50);

    [Fact]
    public async Task What_lies_before_the_start_goes_to_the_detector_and_the_recognizer_alone()
    {
        var (stream, vad, told) = (new ScriptedStream(), new EnergyVad(), new List<long>());
        await using var pipeline = new SpeechPipeline(vad, stream, onFrame: frame => told.Add(frame.Position), startPosition: 5000 + 1024);
        await pipeline.RunAsync(new ArraySource(new float[2048], [512], start: 5000)).ToListAsync();

        Assert.Equal([5000, 5512, 6024, 6536], stream.Frames.Select(f => f.Position));
        Assert.Equal(4, vad.Frames.Count);
        Assert.Equal([6024, 6536], told);
    }

    [Fact]
    public async Task Last_short_frame_is_padded_with_silence_for_the_detector_only()
    {
        var (stream, vad) = (new ScriptedStream(), new EnergyVad());
        await using var pipeline = new SpeechPipeline(vad, stream);
        await pipeline.RunAsync(new ArraySource(Enumerable.Repeat(0.5f, 700).ToArray(), [1000])).ToListAsync();
        Assert.Equal(188, stream.Frames[1].Samples.Length);
        Assert.Equal([.. Enumerable.Repeat(0.5f, 188), .. new float[324]], vad.Frames[1]);
    }

    /// <summary>As in a file whose times jump.</summary>
    [Fact]
    public async Task Detector_is_spared_long_digital_silence_and_hears_what_comes_behind()
    {
        var (stream, vad) = (new ScriptedStream(), new EnergyVad());
        var frames = 600 * AudioFormat.SampleRate / 512;
        var samples = new float[(frames * 512) + 1024];
        samples.AsSpan(^1024..).Fill(0.5f);
        await using var pipeline = new SpeechPipeline(vad, stream);
        var finals = await pipeline.RunAsync(new ArraySource(samples, [512])).CountAsync();

        Assert.Equal(frames + 2, finals);
        Assert.InRange(vad.Frames.Count, 2, 1000);
        Assert.Equal([0, 1, 1], stream.Frames.TakeLast(3).Select(f => f.Probability));
        Assert.All(vad.Frames.TakeLast(2), f => Assert.Equal(0.5f, f[0]));
    }

    [Fact]
    public async Task What_is_found_in_digital_silence_depends_on_the_samples_alone() =>
        await Gen.Select(Gen.Int[0, 1200], Gen.Int[1, 700].Array[1, 9]).SampleAsync(
            async (silent, pieces) =>
            {
                var samples = Enumerable.Repeat(0.5f, 3000).Concat(new float[silent * 512]).Concat(Enumerable.Repeat(0.25f, 700)).ToArray();
                var (stream, vad) = (new ScriptedStream(), new EnergyVad());
                await using var pipeline = new SpeechPipeline(vad, stream);
                await pipeline.RunAsync(new ArraySource(samples, pieces)).CountAsync();

                Assert.Equal(samples.Chunk(512).Select(frame => frame.Any(s => s != 0) ? 1f : 0), stream.Frames.Select(f => f.Probability));
                Assert.Equal(samples.Chunk(512).Count(frame => frame.Any(s => s != 0)), vad.Frames.Count(f => f.Any(s => s != 0)));
            },
            iter: 20);

    [Fact]
    public async Task Frame_tells_its_speech_and_what_waits_behind_it()
    {
        var stream = new ScriptedStream();
        await using var pipeline = new SpeechPipeline(new EnergyVad(), stream);
        await pipeline.RunAsync(new ArraySource(new float[] { 1 }.Concat(new float[1023]).ToArray(), [512])).ToListAsync();
        Assert.Equal([(1f, 512L), (0f, 0L)], stream.Frames.Select(f => (f.Probability, f.Backlog)));
    }

    /// <summary>What a stage is told of a frame is the samples' alone, however many were there at once.</summary>
    [Fact]
    public async Task Frames_that_are_there_are_heard_together_and_are_told_as_if_they_had_come_one_by_one() =>
        await Gen.Select(Gen.Int[1, 20_000], Gen.Int[1, 9000].Array[1, 9]).SampleAsync(
            async (length, there) =>
            {
                float[] samples = [.. Enumerable.Range(0, length).Select(i => i % 3000 < 1000 ? 0 : i / 32_768f)];
                var (alone, together, vad) = (new ScriptedStream(), new ScriptedStream(), new EnergyVad());
                await using var one = new SpeechPipeline(new EnergyVad(), alone);
                await using var many = new SpeechPipeline(vad, together);
                await one.RunAsync(new PatchySource(samples, [1])).CountAsync();
                await many.RunAsync(new PatchySource(samples, there)).CountAsync();

                Assert.Equal(
                    alone.Frames.Select(f => (f.Position, f.Probability)), together.Frames.Select(f => (f.Position, f.Probability)));
                Assert.Equal(samples, together.Frames.SelectMany(f => f.Samples));
                Assert.All(vad.Groups, group => Assert.InRange(group, 1, 16));
                Assert.True(there.Max() < 2000 || length < 2000 * 9 || vad.Groups.Max() > 1);
            },
            iter: 50);

    [Fact]
    public async Task Pipeline_waits_for_one_frame_and_not_for_a_second()
    {
        var source = new PatchySource(new float[512 * 8], [512 * 2, 511, 1, 512 * 3]);
        var (stream, vad) = (new ScriptedStream(), new EnergyVad());
        await using var pipeline = new SpeechPipeline(vad, stream);
        await pipeline.RunAsync(source).CountAsync();

        Assert.Equal([2, 1, 3, 2], vad.Groups);
        Assert.Equal([512, 0, 0, 1024, 512, 0, 512, 0], stream.Frames.Select(f => f.Backlog));
    }

    /// <summary>However much of it is there to be read at once.</summary>
    [Fact]
    public async Task Cancelled_pipeline_takes_no_further_frame()
    {
        using var stop = new CancellationTokenSource();
        var stream = new ScriptedStream();
        await using var pipeline = new SpeechPipeline(new EnergyVad(), stream);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            pipeline.RunAsync(new ArraySource(new float[512 * 1_000], [512]), stop.Token).ToListAsync().AsTask());

        Assert.Empty(stream.Frames);
    }

    [Fact]
    public async Task Empty_track_gives_nothing_and_ends()
    {
        var stream = new ScriptedStream();
        await using var pipeline = new SpeechPipeline(new EnergyVad(), stream);
        Assert.Empty(await pipeline.RunAsync(new ArraySource(default, [512])).ToListAsync());
        Assert.True(stream.Finished);
    }

    [Fact]
    public async Task Failure_in_the_recognizer_reaches_the_reader()
    {
        var stream = new ScriptedStream { BeforeFrame = (i, _) => i == 2 ? throw new InvalidDataException("frame") : Task.CompletedTask };
        await AssertFailsAsync(stream, new ArraySource(new float[5000], [512]), "frame");
    }

    [Fact]
    public async Task Failure_in_a_decode_reaches_the_reader()
    {
        ScriptedStream stream = null!;
        stream = new ScriptedStream
        {
            BeforeFrame = (i, stop) =>
            {
                if (i < 2)
                {
                    return Task.CompletedTask;
                }

                stream.Fail(new InvalidDataException("decode"));
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            },
        };
        await AssertFailsAsync(stream, new ArraySource(new float[5000], [512]), "decode");
    }

    [Fact]
    public async Task Failure_in_a_stage_of_labels_is_told_and_keeps_no_transcript_back()
    {
        var told = new List<(LabelStage Stage, string Message)>();
        var voices = new ScriptedVoices { BeforeFind = () => throw new InvalidDataException("voices") };
        var heard = new HeardUtterance(0, 0, long.MaxValue, new float[16_000], [], EncoderFeatures.None);
        await using var pipeline = new SpeechPipeline(
            new EnergyVad(), new ScriptedStream { Heard = heard }, new SpeakerTracker(voices),
            new EmotionTracker(new ScriptedEmotions { BeforeRead = () => throw new InvalidDataException("emotions") }),
            onFault: (stage, fault) => told.Add((stage, fault.Message)));

        var finals = await pipeline.RunAsync(new ArraySource(new float[1024], [512])).ToListAsync();

        Assert.Equal([512L, 1024L], finals.Select(f => f.AudioEnd));
        Assert.Equal([(LabelStage.Speakers, "voices"), (LabelStage.Emotion, "emotions")], told.Take(2));
        Assert.Equal(4, told.Count);
    }

    [Fact]
    public async Task Failure_in_the_source_reaches_the_reader()
    {
        var reads = 0;
        await AssertFailsAsync(
            new ScriptedStream(),
            new ArraySource(new float[5000], [512])
            {
                BeforeRead = _ => reads++ == 3 ? throw new InvalidDataException("source") : Task.CompletedTask
            },
            "source");
    }

    [Fact]
    public async Task Cancelling_stops_the_feeding()
    {
        using var cancel = new CancellationTokenSource();
        var stream = new ScriptedStream { BeforeFrame = (i, _) => i == 3 ? cancel.CancelAsync() : Task.CompletedTask };
        await using var pipeline = new SpeechPipeline(new EnergyVad(), stream);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => pipeline.RunAsync(new ArraySource(new float[100_000], [512]), cancel.Token).ToListAsync().AsTask().WaitAsync(Patience));
        Assert.Equal(4, stream.Frames.Count);
        Assert.False(stream.Finished);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_for_audio()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = new TaskCompletionSource();
        var source = new ArraySource(new float[512], [512])
        {
            BeforeRead = async stop =>
            {
                waiting.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            },
        };
        await using var pipeline = new SpeechPipeline(new EnergyVad(), new ScriptedStream());
        var run = pipeline.RunAsync(source, cancel.Token).ToListAsync().AsTask();
        await waiting.Task.WaitAsync(Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience));
    }

    [Fact]
    public async Task Leaving_early_ends_the_feeding_and_disposing_ends_the_stream()
    {
        var stream = new ScriptedStream
        {
            BeforeFrame = (i, stop) => i < 3 ? Task.CompletedTask : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop)
        };
        await using (var pipeline = new SpeechPipeline(new EnergyVad(), stream))
        {
            await foreach (var _ in pipeline.RunAsync(new ArraySource(new float[100_000], [512])))
            {
                break;
            }

            Assert.False(stream.Disposed);
        }

        Assert.Equal(3, stream.Frames.Count);
        Assert.False(stream.Finished);
        Assert.True(stream.Disposed);
    }

    private static async Task AssertFailsAsync(ScriptedStream stream, ArraySource source, string message)
    {
        await using var pipeline = new SpeechPipeline(new EnergyVad(), stream);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            pipeline.RunAsync(source).ToListAsync().AsTask().WaitAsync(Patience));
        Assert.Equal(message, error.Message);
    }
}
