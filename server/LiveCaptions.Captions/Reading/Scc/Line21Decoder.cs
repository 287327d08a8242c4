using LiveCaptions.Captions.Line21;

namespace LiveCaptions.Captions.Reading.Scc;

/// <summary>
/// A decoder of CEA-608's first channel: pop-on and paint-on captions are cues of all that is shown, rolled-up ones a cue for each row.
/// </summary>
internal sealed class Line21Decoder(CueList cues)
{
    private enum Mode
    {
        None,
        PopOn,
        PaintOn,
        RollUp,
        Text,
    }

    private Line21Memory _displayed = new();
    private Line21Memory _loading = new();
    private Mode _mode;
    private bool _isOurs = true;
    private int _last;
    private long _since;
    private int _line;
    private long _now;

    /// <param name="line">Of the file, from 1.</param>
    /// <param name="frame">At 29.97 a second.</param>
    /// <param name="word">Two bytes without parity.</param>
    public void Take(int line, long frame, int word)
    {
        (_line, _now) = (line, frame);
        var first = word >> 8;
        if (first is >= 0x10 and <= 0x1F)
        {
            // Codes come twice; the second one says nothing.
            var isAgain = word == _last;
            _last = isAgain ? 0 : word;
            if (!isAgain)
            {
                _isOurs = (first & 0x08) == 0;
                if (_isOurs)
                {
                    Obey(word);
                }
            }

            return;
        }

        _last = 0;
        if (_isOurs && first is 0 or >= 0x20)
        {
            Write(first);
            Write(word & 0xFF);
        }
    }

    /// <summary>What is still shown when the file ends stays for three seconds.</summary>
    public void End()
    {
        _now = Math.Max(_now + 1, _since + 90);
        Show();
    }

    private Line21Memory? Written => _mode switch { Mode.PopOn => _loading, Mode.PaintOn or Mode.RollUp => _displayed, _ => null };

    private void Write(int code)
    {
        if (code >= 0x20)
        {
            Write(Line21Characters.BasicOf(code));
        }
    }

    private void Write(char letter)
    {
        if (_mode is Mode.PaintOn or Mode.RollUp && _displayed.IsEmpty)
        {
            _since = _now;
        }

        Written?.Write(letter);
    }

    private void Obey(int word)
    {
        var (first, second) = (word >> 8, word & 0xFF);
        if (Line21Codes.PlaceOf(word) is (var row, var column))
        {
            Written?.MoveTo(_mode == Mode.RollUp ? _displayed.Row : row, column);
        }
        else if (Line21Characters.PairOf(first, second) is { } letter)
        {
            if (Line21Characters.IsExtended(first))
            {
                Written?.Back();
            }

            Write(letter);
        }
        else if (first == 0x11 && second is >= 0x20 and <= 0x2F)
        {
            // A change of style in mid-row takes a place.
            Written?.Write(' ');
        }
        else if (first == 0x17 && second is >= 0x21 and <= 0x23)
        {
            Written?.MoveTo(Written.Row, Written.Column + second - 0x20);
        }
        else
        {
            // Encoders of the second field say the same with another first byte.
            Command(first == 0x15 ? 0x1400 | second : word);
        }
    }

    private void Command(int word)
    {
        switch (word)
        {
            case Line21Codes.ResumeCaptionLoading:
                _mode = Mode.PopOn;
                break;
            case Line21Codes.Backspace:
                Written?.Back();
                break;
            case Line21Codes.DeleteToEndOfRow:
                Written?.EraseToEndOfRow();
                break;
            case >= Line21Codes.RollUpTwoRows and <= Line21Codes.RollUpFourRows:
                if (_mode != Mode.RollUp)
                {
                    Clear();
                    _displayed.MoveTo(Line21Codes.Rows, 0);
                }

                _mode = Mode.RollUp;
                break;
            case Line21Codes.ResumeDirectCaptioning:
                _mode = Mode.PaintOn;
                break;
            case Line21Codes.TextRestart or Line21Codes.ResumeTextDisplay:
                _mode = Mode.Text;
                break;
            case Line21Codes.EraseDisplayedMemory:
                Clear();
                break;
            case Line21Codes.CarriageReturn when _mode == Mode.RollUp:
                // The row that rolls up has been a cue; only the new one is the next.
                Clear();
                _displayed.MoveTo(_displayed.Row, 0);
                break;
            case Line21Codes.EraseNonDisplayedMemory:
                _loading.Erase();
                break;
            case Line21Codes.EndOfCaption:
                Show();
                (_displayed, _loading, _since, _mode) = (_loading, _displayed, _now, Mode.PopOn);
                break;
        }
    }

    private void Clear()
    {
        Show();
        _displayed.Erase();
    }

    /// <summary>What has been shown until now is a cue.</summary>
    private void Show()
    {
        if (!_displayed.IsEmpty && _displayed.Rows is { Count: > 0 } rows)
        {
            cues.Add(_line, DropFrame.MillisecondsOf(_since), DropFrame.MillisecondsOf(_now), rows);
        }
    }
}
