using CsCheck;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Formatting;

/// <summary>What is written by option: fillers, profanity, replacements, redaction.</summary>
public sealed class FormattingOptionsTests
{
    private static readonly FormattingOptions NoFillers = new() { RemovesFillers = true };
    private static readonly FormattingOptions NoNumbers = new() { Redacted = RedactedKinds.Numbers };
    private static readonly FormattingOptions NoAddresses = new() { Redacted = RedactedKinds.Addresses };
    private static readonly FormattingOptions Nothing = new()
    {
        Kinds = WrittenKinds.All,
        Redacted = RedactedKinds.Numbers | RedactedKinds.Addresses,
        RedactedWords = ["Ann Smith", "Zurich"]
    };

    [Theory]
    [InlineData("Twenty um people said five dollars, damn it.")]
    public void Without_options_all_stays(string spoken)
    {
        var transcript = SpokenWords.Final(spoken);

        Assert.Same(transcript, new TranscriptFormatter(new FormattingOptions()).Format(transcript));
    }

    [Theory]
    [InlineData("um I think so", "I think so")]
    [InlineData("Um, we should go.", "We should go.")]
    [InlineData("So, um, we go.", "So we go.")]
    [InlineData("We go, um.", "We go.")]
    [InlineData("We go. Um. We stay.", "We go. We stay.")]
    [InlineData("I uh er think", "I think")]
    [InlineData("Uh-huh, yes", "Uh-huh, yes")]
    [InlineData("uh huh", "uh huh")]
    [InlineData("an umbrella", "an umbrella")]
    [InlineData("Um.", "")]
    public void Fillers_go(string spoken, string written) => AssertWritten(NoFillers, spoken, written);

    [Fact]
    public void How_a_filler_was_spoken_stays_beside_the_next_word_which_keeps_its_time()
    {
        var words = Format(NoFillers, "um I think uh").Words;

        Assert.Equal(["um I", "think uh"], words.Select(w => w.Raw));
        Assert.Equal(SpokenWords.Final("um I think uh").Words[1].Start, words[0].Start);
    }

    [Theory]
    [InlineData("What the fuck is this shit?", "What the f*** is this s***?")]
    [InlineData("Fucking hell", "F****** hell")]
    [InlineData("the bastard's hat", "the b******'s hat")]
    [InlineData("motherfucker", "m***********")]
    [InlineData("mother-fucker", "m************")]
    [InlineData("a class in Scunthorpe assesses the assassin", "a class in Scunthorpe assesses the assassin")]
    public void Profanity_is_masked_but_for_the_first_letter(string spoken, string written)
    {
        var formatted = Format(new FormattingOptions { Profanity = ProfanityMode.Mask }, spoken);

        Assert.Equal(written, SpokenWords.Text(formatted));
        Assert.Equal(spoken, string.Join(' ', formatted.Words.Select(w => w.Raw ?? w.Text)));
    }

    [Theory]
    [InlineData("What the fuck is this?", "What the is this?")]
    [InlineData("Shit, we lost.", "We lost.")]
    public void Profanity_is_taken_out(string spoken, string written) =>
        AssertWritten(new FormattingOptions { Profanity = ProfanityMode.Remove }, spoken, written);

    [Theory]
    [InlineData("We use acme corp here.", "We use ACME Corp here.")]
    [InlineData("Acme Corp, yes.", "ACME Corp, yes.")]
    [InlineData("acme corps", "acme corps")]
    [InlineData("acme, corp", "acme, corp")]
    [InlineData("acme corp's", "ACME Corp's")]
    [InlineData("cooper netties works", "Kubernetes works")]
    [InlineData("Qubes", "kubernetes on three words")]
    [InlineData("basically it is", "it is")]
    [InlineData("Basically, it is", "It is")]
    [InlineData("US", "U.S.")]
    [InlineData("us", "us")]
    [InlineData("a.*", "a.*")]
    [InlineData("twelve monkeys", "12 Monkeys")]
    [InlineData("new york new york", "NYC NYC")]
    [InlineData("new york city", "Gotham")]
    public void Words_are_replaced_as_a_whole(string spoken, string written) => AssertWritten(
        new FormattingOptions
        {
            Kinds = WrittenKinds.All,
            Replacements =
            [
                new("acme corp", "ACME Corp"), new("cooper netties", "Kubernetes"),
                new("qubes", "kubernetes on three words"), new("basically", ""), new("US", "U.S.") { MatchCase = true },
                new("twelve monkeys", "12 Monkeys"), new("new york", "NYC"), new("New York City", "Gotham"), new(".*", "no pattern"),
            ],
        },
        spoken,
        written);

    [Theory]
    [InlineData("my pin is four two four two", "my pin is [number]")]
    [InlineData("four, two, four, two.", "[number].")]
    [InlineData("it is 4242, I think", "it is [number], I think")]
    [InlineData("double five oh seven", "[number]")]
    [InlineData("twenty-five dollars", "[number] dollars")]
    [InlineData("the twenty first of June nineteen eighty four", "the [number] of June [number]")]
    [InlineData("on the tenth", "on the [number]")]
    [InlineData("one hundred and five point two", "[number]")]
    [InlineData("one two", "[number]")]
    [InlineData("One.", "[number].")]
    [InlineData("no one knows one of them", "no one knows one of them")]
    [InlineData("a second first try", "a second first try")]
    [InlineData("B52 and 555-1234 and 3:30", "[number] and [number] and [number]")]
    [InlineData("COVID-19", "[number]")]
    [InlineData("twenty-year-old", "[number]")]
    [InlineData("nineteen eighties", "[number]")]
    [InlineData("point five", "[number]")]
    [InlineData("to the point", "to the point")]
    public void Numbers_are_hidden(string spoken, string written) =>
        AssertWritten(NoNumbers with { Kinds = WrittenKinds.All }, spoken, written);

    [Theory]
    [InlineData("write to john dot smith at example dot com, please", "write to [address], please")]
    [InlineData("www dot example dot org slash private", "[address]")]
    [InlineData("It is John@example.com.", "It is [address].")]
    [InlineData("see https://example.com/secret?x=1 or www.example.org", "see [address] or [address]")]
    [InlineData("John at the door", "John at the door")]
    [InlineData("e.g. this", "e.g. this")]
    public void Addresses_are_hidden(string spoken, string written) => AssertWritten(NoAddresses, spoken, written);

    [Theory]
    [InlineData("This is Ann Smith of Zurich.", "This is [redacted] of [redacted].")]
    [InlineData("ann smith's", "[redacted]'s")]
    [InlineData("Ann, Smith", "[redacted]")]
    [InlineData("Ann. Smith", "Ann. Smith")]
    [InlineData("Zurich-based", "[redacted]")]
    [InlineData("zurichs", "zurichs")]
    public void Listed_words_are_hidden(string spoken, string written) =>
        AssertWritten(Nothing with { Redacted = RedactedKinds.None }, spoken, written);

    [Fact]
    public void Nothing_of_what_is_hidden_is_in_the_raw_words()
    {
        var formatted = Format(
            Nothing with { RemovesFillers = true }, "um Ann Smith's pin is uh four two four two at ann dot smith at example dot com");

        Assert.Equal("[redacted]'s pin is [number] at [address]", SpokenWords.Text(formatted));
        Assert.DoesNotContain(
            formatted.Words, w => Secrets.Any(secret => (w.Raw ?? "").Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("de", "vier 42 john@example.de Zurich um", "vier [number] [address] [redacted] um")]
    [InlineData("fr", "twenty people", "twenty people")]
    public void In_other_languages_what_is_written_with_digits_is_hidden_and_words_stay(string language, string spoken, string written) =>
        Assert.Equal(written, SpokenWords.Text(
            new TranscriptFormatter(Nothing with { RemovesFillers = true }).Format(SpokenWords.Final(spoken, language))));

    /// <summary>Word by word, whatever a recogniser is sure of.</summary>
    [Theory]
    [InlineData("my name is Ann Smith and I live in Zurich")]
    [InlineData("my pin is four two four two thank you")]
    [InlineData("pin one two one one. One is it")]
    [InlineData("write to ann dot smith at example dot com today")]
    [InlineData("write to jane underscore smith at my mail dot example dot co dot uk today")]
    [InlineData("see example dot org slash private slash key now")]
    public void Interims_show_nothing_of_what_the_final_hides(string spoken)
    {
        var formatter = new TranscriptFormatter(Nothing);
        var words = spoken.Split(' ');
        var visible = SpokenWords.Text(formatter.Format(SpokenWords.Final(spoken))).Split(' ').Select(Bare).ToHashSet();
        Assert.True(visible.Count < words.Distinct().Count());
        for (var known = 1; known <= words.Length; known++)
        {
            var interim = formatter.Format(SpokenWords.Interim(words[..known], stable: known));

            Assert.All(interim.Words, word => Assert.Contains(Bare(word.Text), visible));
            Assert.All(interim.Words, word => Assert.Contains(Bare(word.Raw ?? word.Text), visible));
        }
    }

    [Fact]
    public void Words_of_two_speakers_are_not_written_as_one()
    {
        var transcript = SpokenWords.Final("twenty five");
        var two = transcript with
        {
            Words =
            [
                transcript.Words[0] with { Speaker = new SpeakerLabel(0, 1) }, transcript.Words[1] with { Speaker = new SpeakerLabel(1, 1) }
            ]
        };

        var words = new TranscriptFormatter(new FormattingOptions { Kinds = WrittenKinds.All }).Format(two).Words;

        Assert.Equal([("20", 0), ("five", 1)], words.Select(w => (w.Text, w.Speaker!.Number)));
    }

    /// <summary>Who speaks may be told wrong, in the middle of a name.</summary>
    [Fact]
    public void What_two_speakers_seem_to_say_is_hidden_too()
    {
        var transcript = SpokenWords.Final("it is Ann Smith now");
        var words = transcript.Words.Select((word, i) => word with { Speaker = new SpeakerLabel(i < 3 ? 0 : 1, 1) });

        var hidden = new TranscriptFormatter(Nothing).Format(transcript with { Words = [.. words] });

        Assert.Equal(
            [("it", 0), ("is", 0), ("[redacted]", 0), ("[redacted]", 1), ("now", 1)],
            hidden.Words.Select(w => (w.Text, w.Speaker!.Number)));
    }

    [Fact]
    public void Words_with_a_long_pause_between_are_not_written_as_one()
    {
        Word[] words = [new("twenty", 0, 4_800, 0.5f), new("five", 40_000, 44_800, 0.9f), new("dollars", 46_000, 50_000, 0.8f)];
        var transcript = SpokenWords.Final("x") with { Words = words };

        Assert.Equal(
            ["20", "$5"],
            new TranscriptFormatter(new FormattingOptions { Kinds = WrittenKinds.All }).Format(transcript).Words.Select(w => w.Text));
    }

    [Fact]
    public void Group_is_as_sure_as_its_least_sure_word()
    {
        Word[] words = [new("twenty", 0, 4_800, 0.5f), new("five", 5_000, 9_800, 0.9f)];

        var word = Assert.Single(new TranscriptFormatter(new FormattingOptions { Kinds = WrittenKinds.Numbers })
            .Format(SpokenWords.Final("x") with { Words = words }).Words);
        Assert.Equal(new Word("25", 0, 9_800, 0.5f) { Raw = "twenty five" }, word);
    }

    [Theory]
    [InlineData(WrittenKinds.Numbers, "20 dollars at three p m on June 21st, five percent")]
    [InlineData(WrittenKinds.Money, "$20 at three p m on June twenty first, five percent")]
    [InlineData(WrittenKinds.Times, "twenty dollars at 3 p.m. on June twenty first, five percent")]
    [InlineData(WrittenKinds.Dates, "twenty dollars at three p m on June 21st, five percent")]
    [InlineData(WrittenKinds.Percent, "twenty dollars at three p m on June twenty first, 5%")]
    [InlineData(WrittenKinds.None, "twenty dollars at three p m on June twenty first, five percent")]
    public void Each_kind_is_written_by_itself(WrittenKinds kinds, string written) =>
        AssertWritten(new FormattingOptions { Kinds = kinds }, "twenty dollars at three p m on June twenty first, five percent", written);

    /// <summary>Any words, in any order: nothing fails, nothing is lost, and stable words stay.</summary>
    [Fact]
    public void Any_words_are_written_without_a_word_being_lost_and_stable_ones_stay()
    {
        string[] some =
        [
            "one", "two", "twenty", "twenty-five", "hundred", "thousand", "million", "a", "and", "point", "oh", "double", "half", "past",
            "to", "o'clock", "p", "m", "dollars", "cents", "percent", "the", "first", "second", "fifth", "of", "June", "may", "nineteen",
            "eighty", "kilometers", "per", "hour", "minus", "at", "dot", "com", "slash", "w", "john", "um", "um,", "five,", "ten.", "25",
            "3:30", "-", "…", "\"", "thirds", "eighties", "between", "or", "plus", "shit", "in", "acme", "corp",
        ];
        var formatter = new TranscriptFormatter(new FormattingOptions
        {
            Kinds = WrittenKinds.All,
            Profanity = ProfanityMode.Mask,
            Replacements = [new("acme corp", "ACME Corporation Inc"), new("john", "Jon")]
        });
        Gen.Select(Gen.Int[0, some.Length - 1].Select(i => some[i]).Array[1, 14], Gen.Int[0, 14]).Sample(
            (words, cut) =>
            {
                var final = formatter.Format(SpokenWords.Final(string.Join(' ', words)));
                Assert.Equal(words, final.Words.SelectMany(w => (w.Raw ?? w.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                Assert.Equal(final.Words.Select(w => w.Start).Order(), final.Words.Select(w => w.Start));
                Assert.All(final.Words, w => Assert.True(w.End >= w.Start));
                var known = Math.Min(cut, words.Length);
                var interim = formatter.Format(SpokenWords.Interim(words[..known], known));
                Assert.Equal(
                    final.Words.Take(interim.StableWords).Select(w => w.Text), interim.Words.Take(interim.StableWords).Select(w => w.Text));
            },
            iter: 20_000);
    }

    private static readonly string[] Secrets = ["ann", "smith", "four", "two", "example", "com"];

    private static void AssertWritten(FormattingOptions options, string spoken, string written) =>
        Assert.Equal(written, SpokenWords.Text(Format(options, spoken)));

    private static Transcript Format(FormattingOptions options, string spoken) =>
        new TranscriptFormatter(options).Format(SpokenWords.Final(spoken));

    private static string Bare(string word) => word.Trim('.', ',').ToLowerInvariant();
}
