namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>A transducer's decoder (prediction network). Thread-safe.</summary>
internal interface IPredictor
{
    /// <summary>Nothing was said so far.</summary>
    Prediction Begin();

    Prediction Next(Prediction before, int token);
}
