namespace LiveCaptions.Bench;

/// <summary>What a bench found: written as JSON as it is, and shown as rows.</summary>
public interface IBenchFigures
{
    IEnumerable<FigureRow> ToRows();
}
