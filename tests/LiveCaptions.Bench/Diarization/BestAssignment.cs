namespace LiveCaptions.Bench.Diarization;

/// <summary>
/// The one-to-one assignment of rows to columns with the highest sum of gains: the Hungarian algorithm. Rows come in one after the other,
/// each along the cheapest path of reassignments that ends at a free column (Jonker and Volgenant 1987).
/// </summary>
internal sealed class BestAssignment
{
    private const int None = -1;

    private readonly double[,] _gain;
    private readonly double[] _rowPrices;
    private readonly double[] _columnPrices;
    private readonly int[] _rowOf;

    private BestAssignment(double[,] gain)
    {
        _gain = gain;
        _rowPrices = new double[gain.GetLength(0)];
        _columnPrices = new double[gain.GetLength(1)];
        _rowOf = new int[gain.GetLength(1)];
        Array.Fill(_rowOf, None);
    }

    /// <param name="gain">Any numbers; rows by columns.</param>
    /// <returns>The column of each row, or -1: as many rows as there are columns have one.</returns>
    public static int[] Of(double[,] gain)
    {
        var (rows, columns) = (gain.GetLength(0), gain.GetLength(1));
        if (rows > columns)
        {
            var rowOf = Solve(Transpose(gain));
            return [.. Enumerable.Range(0, rows).Select(row => Array.IndexOf(rowOf, row))];
        }

        return Solve(gain);
    }

    /// <returns>The column of each row; there are no more rows than columns.</returns>
    private static int[] Solve(double[,] gain)
    {
        var assignment = new BestAssignment(gain);
        var rows = gain.GetLength(0);
        for (var row = 0; row < rows; row++)
        {
            assignment.Add(row);
        }

        return [.. Enumerable.Range(0, rows).Select(row => Array.IndexOf(assignment._rowOf, row))];
    }

    private static double[,] Transpose(double[,] gain)
    {
        var turned = new double[gain.GetLength(1), gain.GetLength(0)];
        for (var row = 0; row < gain.GetLength(0); row++)
        {
            for (var column = 0; column < gain.GetLength(1); column++)
            {
                turned[column, row] = gain[row, column];
            }
        }

        return turned;
    }

    private void Add(int newRow)
    {
        var distance = new double[_rowOf.Length];
        var cameFrom = new int[_rowOf.Length];
        Array.Fill(distance, double.PositiveInfinity);
        Array.Fill(cameFrom, None);
        var reached = new List<int>();
        var (row, last, length) = (newRow, None, 0.0);
        do
        {
            for (var column = 0; column < _rowOf.Length; column++)
            {
                var next = length + Cost(row, column);
                if (!reached.Contains(column) && next < distance[column])
                {
                    (distance[column], cameFrom[column]) = (next, last);
                }
            }

            last = Enumerable.Range(0, _rowOf.Length).Except(reached).MinBy(column => distance[column]);
            length = distance[last];
            reached.Add(last);
            row = _rowOf[last];
        }
        while (row != None);

        Reprice(newRow, reached, distance, length);
        Reassign(newRow, last, cameFrom);
    }

    /// <summary>What a pair costs beyond its prices: never negative, and 0 for pairs that are assigned.</summary>
    private double Cost(int row, int column) => -_gain[row, column] - _rowPrices[row] - _columnPrices[column];

    private void Reprice(int newRow, List<int> reached, double[] distance, double length)
    {
        _rowPrices[newRow] += length;
        foreach (var column in reached.Where(column => _rowOf[column] != None))
        {
            _rowPrices[_rowOf[column]] += length - distance[column];
            _columnPrices[column] -= length - distance[column];
        }
    }

    private void Reassign(int newRow, int column, int[] cameFrom)
    {
        for (; cameFrom[column] != None; column = cameFrom[column])
        {
            _rowOf[column] = _rowOf[cameFrom[column]];
        }

        _rowOf[column] = newRow;
    }
}
