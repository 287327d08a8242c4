Console.WriteLine("LiveCaptions");
