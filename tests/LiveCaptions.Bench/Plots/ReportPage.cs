using System.Globalization;
using System.Net;
using System.Text;

namespace LiveCaptions.Bench.Plots;

/// <summary>One page with everything in it: a table of the newest figures, and plots.</summary>
internal static class ReportPage
{
    private const string Head =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>LiveCaptions: figures</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
        .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); gap: 2rem; }
        figure { margin: 0; }
        figure h3 { margin: 0 0 .5rem; font-size: 1rem; }
        figcaption { font-size: .875rem; opacity: .75; }
        svg { width: 100%; height: auto; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; }
        th, td { text-align: left; vertical-align: top; padding: .25rem .75rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
        td.value { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        </style>
        </head>
        <body>
        <h1>Figures</h1>
        <p>Measured by <code>livecaptions bench</code>, drawn by <code>livecaptions bench report</code>. What they mean: <code>docs/results/README.md</code>.</p>

        """;

    public static string Write(ResultSet results, IReadOnlyList<PlotPicture> newest, IReadOnlyList<PlotPicture> history)
    {
        var html = new StringBuilder(Head);
        Section(html, "Newest", newest);
        Section(html, "History", history);
        Table(html, results);
        LeftOut(html, results);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Section(StringBuilder html, string title, IReadOnlyList<PlotPicture> pictures)
    {
        if (pictures.Count == 0)
        {
            return;
        }

        html.Append("<h2>").Append(title).Append("</h2>\n<div class=\"plots\">\n");
        foreach (var picture in pictures)
        {
            html.Append("<figure>\n<h3>").Append(Text(picture.Title)).Append("</h3>\n").Append(picture.Svg)
                .Append("\n<figcaption>").Append(Text(picture.Caption)).Append("</figcaption>\n</figure>\n");
        }

        html.Append("</div>\n");
    }

    private static void Table(StringBuilder html, ResultSet results)
    {
        html.Append("<h2>All files</h2>\n<div class=\"wide\">\n<table>\n"
            + "<thead><tr><th>file</th><th>figure</th><th>value</th><th>date</th><th>machine</th><th>engine</th></tr></thead>\n<tbody>\n");
        foreach (var file in results.Files)
        {
            var figures = HeadlineTable.Of(file);
            for (var i = 0; i < figures.Count; i++)
            {
                var (headline, value) = figures[i];
                html.Append("<tr>").Append(i == 0 ? $"<th scope=\"row\" rowspan=\"{figures.Count}\">{Text(file.Name)}</th>" : "")
                    .Append("<td>").Append(Text(headline.Name)).Append("</td><td class=\"value\">")
                    .Append(Text(headline.Show(value))).Append("</td>")
                    .Append(i == 0 ? Origin(file, figures.Count) : "").Append("</tr>\n");
            }
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private static string Origin(ResultFile file, int rows) => string.Concat(
        new[] { file.Date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), file.Machine, file.Engine }.Select(
            text => $"<td rowspan=\"{rows}\">{Text(text)}</td>"));

    private static void LeftOut(StringBuilder html, ResultSet results)
    {
        foreach (var (name, reason) in results.LeftOut)
        {
            html.Append("<p>").Append(Text($"{name} is left out: {reason}.")).Append("</p>\n");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
