using System.Globalization;
using LiveCaptions.Speech.Inference.Catalog;
using Spectre.Console;

namespace LiveCaptions.Server.Models;

/// <summary>Shows on stderr how a pull goes: bars on a terminal, a line per step elsewhere.</summary>
public static class PullReport
{
    public static Task RunAsync(Func<IProgress<PullProgress>, Task> pull) => Console.IsErrorRedirected
        ? pull(new Lines())
        : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(context => pull(new Bars(context)));

    private sealed class Lines : IProgress<PullProgress>
    {
        private (string Model, string Step) _last;

        public void Report(PullProgress value)
        {
            if (_last == (value.ModelId, value.Step))
            {
                return;
            }

            _last = (value.ModelId, value.Step);
            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Fetching {value.ModelId}: {value.Step} ({value.Total / 1e6:F1} MB)"));
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<PullProgress>
    {
        private readonly Dictionary<(string Model, string Step), ProgressTask> _tasks = [];

        public void Report(PullProgress value)
        {
            var step = (value.ModelId, value.Step);
            if (!_tasks.TryGetValue(step, out var task))
            {
                Finish();
                task = context.AddTask(Markup.Escape($"{value.ModelId}: {value.Step}"), maxValue: value.Total);
                task.IsIndeterminate = value.Received is null;
                _tasks.Add(step, task);
            }

            task.Value = value.Received ?? 0;
        }

        // A step that begins is the end of the one before.
        private void Finish()
        {
            foreach (var task in _tasks.Values)
            {
                task.IsIndeterminate = false;
                task.Value = task.MaxValue;
                task.StopTask();
            }
        }
    }
}
