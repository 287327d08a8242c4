namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>The newest blocks of a grid, for all that begin somewhere on it and grow together.</summary>
internal sealed class StemBlocks
{
    /// <summary>4 s: none is further behind another.</summary>
    private const int Kept = 8;

    private readonly Dictionary<int, StemBlock> _blocks = [];

    public StemBlock? Find(int number) => _blocks.GetValueOrDefault(number);

    public void Add(int number, StemBlock block)
    {
        _blocks[number] = block;
        foreach (var old in _blocks.Keys.Where(n => n <= number - Kept).ToList())
        {
            _blocks.Remove(old);
        }
    }
}
