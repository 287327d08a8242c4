using LiveCaptions.Server.Commands;

return await RootCommandBuilder.Build().Parse(args).InvokeAsync();
