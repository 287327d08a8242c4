using Spectre.Console;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>A bar per input, on a terminal.</summary>
public sealed class BarProgress(ProgressContext context) : ITranscribeProgress
{
    public static Task RunAsync(Func<ITranscribeProgress, Task> work) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new BarProgress(context)));

    public IProgress<(double Done, double? Total)> Start(string input) => new Bar(context.AddTask(Markup.Escape(Path.GetFileName(input))));

    private sealed class Bar(ProgressTask task) : IProgress<(double Done, double? Total)>
    {
        public void Report((double Done, double? Total) value)
        {
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? double.MaxValue;
            task.Value = value.Done;
        }
    }
}
