using System.Text;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>A turn, and what is said about it.</summary>
internal sealed partial class CloudLedger
{
    private sealed class Turn(long start)
    {
        private int _kept;

        public long Start => start;

        public long End { get; set; }

        /// <summary>Among those with speech, from 1; 0 of others.</summary>
        public int Number { get; set; }

        public string? Id { get; set; }

        public StringBuilder Text { get; } = new();

        public IReadOnlyList<double> Confidences { get; set; } = [];

        public bool EndsSpeech { get; set; }

        /// <summary>Behind the text, and may change.</summary>
        public string Tail { get; set; } = "";

        public bool IsAnswered { get; set; }

        public bool HasText => Text.Length > 0 || Tail.Length > 0;

        /// <param name="text">In the place of what was said so far; null leaves that.</param>
        public void Finish(string? text)
        {
            if (text is not null)
            {
                Text.Length = _kept;
                Text.Append(text);
                Tail = "";
            }
        }

        /// <summary>More text comes behind what there is, and by another name.</summary>
        public void Keep()
        {
            Text.Append(' ');
            (_kept, Id) = (Math.Min(Text.Length, MostText), null);
        }
    }
}
