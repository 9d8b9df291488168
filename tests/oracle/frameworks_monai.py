"""What MONAI does beyond the losses here, on PyTorch in double precision."""

import monai
import torch
from monai.losses import DiceLoss, GeneralizedDiceLoss

import frameworks as at


def run(call, y, z, options):
    tensors = [torch.tensor(x, dtype=torch.float64) for x in (z, y)]
    return call(*tensors, **options), None


record = at.Record(run)
images = (at.IMAGES, at.MAPS), (at.IMAGES[:1], at.MAPS[:1])
for loss in (DiceLoss, GeneralizedDiceLoss):
    for option in ({"batch": True}, {"include_background": False}):
        [(name, chosen)] = option.items()
        record.compose(f"{loss.__name__}({name}={chosen})", loss(**option), *images)
record.save("monai", f"MONAI {monai.__version__} on PyTorch {torch.__version__}, float64 with weights in float32", tolerance=1e-7)
