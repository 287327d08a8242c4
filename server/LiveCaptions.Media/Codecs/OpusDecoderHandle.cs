using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Media.Codecs;

/// <summary>Owns an <c>OpusDecoder*</c>.</summary>
internal sealed class OpusDecoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibOpus.DestroyDecoder(handle);
        return true;
    }
}
