using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Some of many rows, so that what takes them goes a step at a time, and other writers get in between.</summary>
internal static class RowSteps
{
    private const int Size = 1_000;

    /// <param name="number">What orders the rows.</param>
    /// <returns>The first rows, about a thousand, and whether they are the last ones, too.</returns>
    public static async Task<(IQueryable<T> Rows, bool AreLast)> FirstAsync<T>(IQueryable<T> rows, Expression<Func<T, long>> number)
    {
        if (await rows.OrderBy(number).Skip(Size - 1).Select(number).Select(n => (long?)n).FirstOrDefaultAsync() is not { } last)
        {
            return (rows, true);
        }

        var isFirst = Expression.Lambda<Func<T, bool>>(
            Expression.LessThanOrEqual(number.Body, Expression.Constant(last)), number.Parameters);
        return (rows.Where(isFirst), false);
    }
}
