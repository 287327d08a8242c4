using LiveCaptions.Server.Commands;

return await CommandRun.RunAsync(RootCommandBuilder.Build(), args, Console.Out, Console.Error);
