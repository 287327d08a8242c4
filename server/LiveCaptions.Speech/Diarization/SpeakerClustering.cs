namespace LiveCaptions.Speech.Diarization;

/// <summary>Whose a piece is among the voices heard so far.</summary>
internal sealed class SpeakerClustering(VoiceModel model, int? maxSpeakers)
{
    private const int Cap = 8;
    private const double Bias = 15;
    private const int NewSpeaker = 8;

    private readonly List<Voice> _voices = [];

    public void Restore(IReadOnlyList<LabelledPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Speaker is { } speaker)
            {
                while (_voices.Count <= speaker.Number)
                {
                    _voices.Add(new Voice(model.Dimensions));
                }

                _voices[speaker.Number].Add(model, piece.Piece);
            }
        }
    }

    public IReadOnlyList<SpeakerLabel?> Add(IReadOnlyList<VoicePiece> pieces, SpeakerLabel?[] labels, int first)
    {
        for (var i = first; i < pieces.Count; i++)
        {
            labels[i] = Add(pieces[i]);
        }

        return labels;
    }

    public SpeakerLabel? Nearest(VoicePiece piece) => Best(piece) is { Score: > 0 } best ? new SpeakerLabel(best.Number, Confidence(best.Score)) : null;

    public IReadOnlyList<SpeakerLabel?> Review(IReadOnlyList<VoicePiece> pieces, SpeakerLabel?[] labels) => labels;

    private SpeakerLabel? Add(VoicePiece piece)
    {
        var best = Best(piece);
        if (best is not null && (best.Value.Score + Bias >= 0 || _voices.Count >= (maxSpeakers ?? Cap)))
        {
            _voices[best.Value.Number].Add(model, piece);
            return new SpeakerLabel(best.Value.Number, Confidence(best.Value.Score + Bias));
        }

        if (piece.Weight < NewSpeaker)
        {
            return null;
        }

        _voices.Add(new Voice(model.Dimensions));
        _voices[^1].Add(model, piece);
        return new SpeakerLabel(_voices.Count - 1, 0.5f);
    }

    private (int Number, double Score)? Best(VoicePiece piece)
    {
        if (_voices.Count == 0)
        {
            return null;
        }

        var mean = SessionMean();
        return _voices.Select((voice, number) => (Number: number, Score: voice.LogRatio(model, mean, piece))).MaxBy(v => v.Score);
    }

    private float[] SessionMean()
    {
        var mean = new float[model.Dimensions];
        for (var i = 0; i < mean.Length; i++)
        {
            double sum = 0, weight = 1 / model.Channel[i];
            foreach (var voice in _voices.Where(v => v.Weight > 0))
            {
                var w = 1 / (model.Between[i] + (1 / voice.Precision[i]));
                sum += w * voice.Sum[i] / voice.Precision[i];
                weight += w;
            }

            mean[i] = (float)(sum / weight);
        }

        return mean;
    }

    private static float Confidence(double score) => (float)(1 / (1 + Math.Exp(-score / 10)));

    private sealed class Voice(int dimensions)
    {
        public double[] Sum { get; } = new double[dimensions];

        public double[] Precision { get; } = new double[dimensions];

        public int Weight { get; private set; }

        public void Add(VoiceModel model, VoicePiece piece)
        {
            for (var i = 0; i < Sum.Length; i++)
            {
                var precision = 1 / (model.Within[i] + (model.PerBlock[i] / piece.Weight));
                Sum[i] += precision * piece.Vector[i];
                Precision[i] += precision;
            }

            Weight += piece.Weight;
        }

        public double LogRatio(VoiceModel model, float[] mean, VoicePiece piece)
        {
            var ratio = 0.0;
            for (var i = 0; i < Sum.Length; i++)
            {
                double v = model.Within[i] + (model.PerBlock[i] / piece.Weight), d = piece.Vector[i] - mean[i];
                var precision = (1 / model.Between[i]) + Precision[i];
                var voice = (Sum[i] - (Precision[i] * mean[i])) / precision;
                ratio += VoiceMath.LogNormal(d, voice, (1 / precision) + v) - VoiceMath.LogNormal(d, 0, model.Between[i] + v);
            }

            return ratio;
        }
    }
}
