using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Diarization;

public sealed class SpeakerTrackerTests
{
    private const int Second = AudioFormat.SampleRate;

    private readonly ScriptedVoices _voices = new();
    private int _utterance;
    private long _position;

    [Fact]
    public void Numbers_go_by_who_was_heard_first_and_stay_with_their_voices()
    {
        var tracker = new SpeakerTracker(_voices);
        Assert.Equal([0, 1, 0, 2, 1], new[] { 'a', 'b', 'a', 'c', 'b' }.Select(voice => Says(tracker, voice, 3)));
    }

    [Fact]
    public void One_voice_that_varies_is_one_speaker()
    {
        var tracker = new SpeakerTracker(_voices);
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(0, Says(tracker, 'a', 2)));
    }

    [Fact]
    public void Somebody_who_says_next_to_nothing_is_no_speaker_until_there_is_more()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 4);
        Assert.Equal(0, Says(tracker, 'b', 0.5));

        var final = tracker.Label(Final('b', 3));

        Assert.Equal(1, final.Words[0].Speaker?.Number);
        var change = Assert.Single(final.Relabelled);
        Assert.Equal((0, 1), (change.Before, change.Now.Speaker?.Number));
    }

    [Fact]
    public void There_are_no_more_speakers_than_allowed()
    {
        var tracker = new SpeakerTracker(_voices, new SpeakerCount(AtMost: 2));
        foreach (var voice in "abcdabcd")
        {
            Says(tracker, voice, 3);
        }

        Assert.Equal(2, tracker.Pieces.Select(p => p.Speaker!.Number).Distinct().Count());
    }

    [Fact]
    public void Voices_that_would_be_one_are_told_apart_in_the_end_where_two_are_expected()
    {
        var (knowing, blank) = (new SpeakerTracker(_voices, new SpeakerCount(Expected: 2)), new SpeakerTracker(_voices));
        foreach (var tracker in new[] { knowing, blank })
        {
            foreach (var voice in new[] { 'a', ScriptedVoices.LikeA, 'a', ScriptedVoices.LikeA })
            {
                Says(tracker, voice, 4);
            }

            tracker.Review();
        }

        Assert.Equal([0], Numbers(blank));
        Assert.Equal([0, 1], Numbers(knowing));
    }

    [Fact]
    public void Hours_later_the_first_speaker_is_still_known()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 5);
        for (var i = 0; i < 400; i++)
        {
            Says(tracker, i % 2 == 0 ? 'b' : 'c', 3);
        }

        Assert.Equal(0, Says(tracker, 'a', 3));
    }

    [Fact]
    public void Review_of_a_long_session_labels_everything()
    {
        var tracker = new SpeakerTracker(_voices);
        for (var i = 0; i < 500; i++)
        {
            Says(tracker, i % 3 == 0 ? 'a' : 'b', 3);
        }

        tracker.Review();

        Assert.True(tracker.Pieces.Count > 1500);
        Assert.All(tracker.Pieces.Zip(_voices.Said), pair => Assert.Equal(pair.Second == 'a' ? 0 : 1, pair.First.Speaker?.Number));
    }

    [Fact]
    public void Restarted_tracker_goes_on_with_the_same_numbers_and_gives_no_number_twice()
    {
        var before = new SpeakerTracker(_voices);
        Says(before, 'a', 3);
        Says(before, 'b', 3);
        var after = new SpeakerTracker(_voices);
        after.Restore(before.Pieces, speakers: 5);

        Assert.Equal([1, 0, 5], new[] { 'b', 'a', 'c' }.Select(voice => Says(after, voice, 3)));
    }

    [Fact]
    public void Interims_name_who_is_known_and_change_nothing()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 3);
        Says(tracker, 'b', 3);

        Assert.Equal(1, Hears(tracker, 'b', 2));
        Assert.Equal([0, 1], tracker.Pieces.Select(p => p.Speaker!.Number).Distinct());
    }

    [Fact]
    public void First_voice_and_every_new_one_has_a_number_in_interims_already_and_keeps_it()
    {
        var tracker = new SpeakerTracker(_voices);
        Assert.Equal(0, Hears(tracker, 'a', 0.5));
        Assert.Equal(0, Says(tracker, 'a', 3));

        Assert.Equal(1, Hears(tracker, 'b', 1));
        Assert.Equal(1, Says(tracker, 'b', 3));
    }

    [Fact]
    public void Interims_guess_at_no_more_speakers_than_allowed()
    {
        var tracker = new SpeakerTracker(_voices, new SpeakerCount(AtMost: 1));
        Says(tracker, 'a', 3);

        Assert.Null(Hears(tracker, 'b', 2));
    }

    [Fact]
    public void New_voice_has_no_number_in_interims_until_there_is_enough_of_it()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 3);

        Assert.Null(Hears(tracker, 'b', 0.5));
    }

    [Fact]
    public void What_two_say_at_once_is_nobodys()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 20);
        Says(tracker, 'b', 20);

        Assert.Null(Hears(tracker, ScriptedVoices.Both, 1));
        Assert.Null(tracker.Label(Final(ScriptedVoices.Both, 1)).Words[0].Speaker);
        Assert.Equal(1, Says(tracker, 'b', 1));
    }

    [Fact]
    public void Labels_are_surer_of_a_clear_voice_than_of_one_between_two()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 4);
        Says(tracker, 'b', 4);

        var clear = tracker.Label(Final('a', 2)).Words[0].Speaker!.Confidence;
        var between = tracker.Label(Final(ScriptedVoices.MostlyA, 1)).Words[0].Speaker!.Confidence;

        Assert.InRange(clear, 0.9f, 1);
        Assert.InRange(between, 0.6f, clear - 0.1f);
    }

    [Fact]
    public void Final_without_a_voice_keeps_its_words_as_they_are()
    {
        var tracker = new SpeakerTracker(_voices);
        var words = tracker.Label(Final('a', 2) with { Heard = null }).Words;
        Assert.Null(Assert.Single(words).Speaker);
    }

    [Fact]
    public void What_interims_heard_behind_a_final_in_mid_speech_holds_for_the_next_one()
    {
        var tracker = new SpeakerTracker(_voices);
        Says(tracker, 'a', 5);
        Says(tracker, 'b', 5);
        var begin = _position;
        Hear('a', from: 0, to: 5);
        Hear('b', from: 3, to: 8);

        tracker.Label(Over('a', 0, 2) with { IsFinal = true, Next = [Word(2, 4)] });
        _utterance++;
        var label = Hear('b', from: 5, to: 10);

        Assert.Equal([0, 1], label.Words.Select(w => w.Speaker?.Number));

        Transcript Hear(char voice, int from, int to)
        {
            return tracker.Label(Over(voice, from, to) with { Words = [Word(2, 4), Word(to - 1, to)] });
        }

        Transcript Over(char voice, int from, int to) => Interim(voice, to) with
        {
            Words = [Word(from, to)],
            Heard = new HeardUtterance(
                begin + (from * Second), begin + (from * Second), long.MaxValue, new float[(to - from) * Second], [], EncoderFeatures.None),
        };

        Word Word(int from, int to) => new("word", begin + (from * Second), begin + (to * Second), 1);
    }

    private int Says(SpeakerTracker tracker, char voice, double seconds) => tracker.Label(Final(voice, seconds)).Words[0].Speaker!.Number;

    private static IEnumerable<int> Numbers(SpeakerTracker tracker) =>
        tracker.Pieces.Select(p => p.Speaker?.Number).OfType<int>().Distinct().Order();

    private int? Hears(SpeakerTracker tracker, char voice, double seconds) =>
        tracker.Label(Interim(voice, seconds)).Words[0].Speaker?.Number;

    private Transcript Final(char voice, double seconds) => Transcript(voice, seconds, isFinal: true);

    private Transcript Interim(char voice, double seconds) => Transcript(voice, seconds, isFinal: false);

    private Transcript Transcript(char voice, double seconds, bool isFinal)
    {
        var (start, length) = (_position, (int)(seconds * Second));
        _voices.Next = voice;
        if (isFinal)
        {
            _utterance++;
            _position += length + Second;
        }

        return new Transcript
        {
            Utterance = _utterance,
            IsFinal = isFinal,
            Words = [new Word("word", start, start + length, 1)],
            StableWords = 1,
            Language = "en",
            AudioEnd = start + length,
            Heard = new HeardUtterance(start, start, long.MaxValue, new float[length], [], EncoderFeatures.None),
        };
    }
}
